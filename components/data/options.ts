import { queryOptions } from '@tanstack/react-query'
import { getCheckHistory, getProject, getProjectState, listProjects } from '@/lib/contracts/project'
import { getEvidence, getRun, listRuns } from '@/lib/contracts/run'
import { listSessions } from '@/lib/contracts/session'
import { call } from './call'
import { keys } from './keys'

/** Rows of the projects page; the search finds the rest. */
export const PROJECTS_SHOWN = 100

export function projectsOptions({ workspaceId, search }: { workspaceId: string; search: string }) {
  return queryOptions({
    queryKey: keys.projectSearch(workspaceId, search),
    queryFn: ({ signal }) =>
      call(listProjects, {
        params: { workspaceId },
        query: { limit: PROJECTS_SHOWN, ...(search === '' ? {} : { search }) },
        signal,
      }),
  })
}

export function projectOptions(projectId: string) {
  return queryOptions({
    queryKey: keys.projectItself(projectId),
    queryFn: ({ signal }) => call(getProject, { params: { projectId }, signal }),
  })
}

export function projectStateOptions(projectId: string) {
  return queryOptions({
    queryKey: keys.projectState(projectId),
    queryFn: ({ signal }) => call(getProjectState, { params: { projectId }, signal }),
  })
}

export function checkHistoryOptions({ projectId, checkId }: { projectId: string; checkId: string }) {
  return queryOptions({
    queryKey: keys.checkHistory(projectId, checkId),
    queryFn: ({ signal }) => call(getCheckHistory, { params: { projectId, checkId }, signal }),
  })
}

export function runsOptions(projectId: string) {
  return queryOptions({
    queryKey: keys.runs(projectId),
    queryFn: ({ signal }) => call(listRuns, { params: { projectId }, signal }),
  })
}

export function runOptions(runId: string) {
  return queryOptions({
    queryKey: keys.run(runId),
    queryFn: ({ signal }) => call(getRun, { params: { runId }, signal }),
  })
}

export function evidenceOptions({ runId, key }: { runId: string; key: string }) {
  return queryOptions({
    queryKey: keys.evidence(runId, key),
    queryFn: ({ signal }) => call(getEvidence, { params: { runId, key }, signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })
}

export function sessionsOptions() {
  return queryOptions({
    queryKey: keys.sessions(),
    queryFn: ({ signal }) => call(listSessions, { params: {}, signal }),
  })
}
