import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { ArchiveFilter, ClientFilter, ProjectSort, VerdictFilter } from '@/lib/contracts/project'
import { call } from './call'
import { endpoints } from './endpoints'
import { mergeRun, mergeState } from './fold-run'
import { keys } from './keys'

/** The cache hands both values over untyped; under one key both are what its query answers. */
function sharing<Data>(merge: (held: Data | undefined, fresh: Data) => Data) {
  return (held: unknown, fresh: unknown): unknown => merge(held as Data | undefined, fresh as Data)
}

/** Projects offered to whoever types part of a name. */
const PROJECTS_OFFERED = 100
/** Rows the projects page begins with, and adds at a time. */
export const PROJECTS_SHOWN = 25

export function projectsOptions({ workspaceId, search }: { workspaceId: string; search: string }) {
  return queryOptions({
    queryKey: keys.projectSearch(workspaceId, search),
    queryFn: ({ signal }) =>
      call(endpoints.listProjects, {
        params: { workspaceId },
        query: { limit: PROJECTS_OFFERED, ...(search === '' ? {} : { search }) },
        signal,
      }),
  })
}

export type ProjectListFilter = {
  search?: string | undefined
  client?: ClientFilter | undefined
  verdict?: VerdictFilter | undefined
  /** A member with something to repair in the project. */
  owner?: string | undefined
  /** Absent: those that were not put away. */
  shows?: ArchiveFilter | undefined
  sort: ProjectSort
}

type ProjectList = { workspaceId: string; filter: ProjectListFilter; cursor: string | undefined }

/** The projects page: begins behind `cursor` and grows page by page. */
export function projectListOptions({ workspaceId, filter, cursor }: ProjectList) {
  return infiniteQueryOptions({
    queryKey: keys.projectList(workspaceId, { ...filter, cursor }),
    queryFn: ({ pageParam, signal }) =>
      call(endpoints.listProjects, {
        params: { workspaceId },
        query: { limit: PROJECTS_SHOWN, ...filter, ...(pageParam === null ? {} : { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: cursor ?? null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    // No stream tells this page that an audit ended or that an accepted risk ran out.
    refetchInterval: 60_000,
  })
}

export function clientsOptions(workspaceId: string) {
  return queryOptions({
    queryKey: keys.clients(workspaceId),
    queryFn: ({ signal }) => call(endpoints.listClients, { params: { workspaceId }, signal }),
  })
}

export function projectOptions(projectId: string) {
  return queryOptions({
    queryKey: keys.projectItself(projectId),
    queryFn: ({ signal }) => call(endpoints.getProject, { params: { projectId }, signal }),
  })
}

export function projectStateOptions(projectId: string) {
  return queryOptions({
    queryKey: keys.projectState(projectId),
    queryFn: ({ signal }) => call(endpoints.getProjectState, { params: { projectId }, signal }),
    structuralSharing: sharing(mergeState),
  })
}

export function checkHistoryOptions({ projectId, checkId }: { projectId: string; checkId: string }) {
  return queryOptions({
    queryKey: keys.checkHistory(projectId, checkId),
    queryFn: ({ signal }) => call(endpoints.getCheckHistory, { params: { projectId, checkId }, signal }),
  })
}

export function runsOptions({ projectId, limit }: { projectId: string; limit: number }) {
  return queryOptions({
    queryKey: keys.runs(projectId),
    queryFn: ({ signal }) => call(endpoints.listRuns, { params: { projectId }, query: { limit }, signal }),
  })
}

export function runOptions(runId: string) {
  return queryOptions({
    queryKey: keys.run(runId),
    queryFn: ({ signal }) => call(endpoints.getRun, { params: { runId }, signal }),
    structuralSharing: sharing(mergeRun),
  })
}

export function evidenceOptions({ runId, key }: { runId: string; key: string }) {
  return queryOptions({
    queryKey: keys.evidence(runId, key),
    queryFn: ({ signal }) => call(endpoints.getEvidence, { params: { runId, key }, signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })
}

export function sessionsOptions() {
  return queryOptions({
    queryKey: keys.sessions(),
    queryFn: ({ signal }) => call(endpoints.listSessions, { params: {}, signal }),
  })
}

export function membersOptions(workspaceId: string) {
  return queryOptions({
    queryKey: keys.members(workspaceId),
    queryFn: ({ signal }) => call(endpoints.listMembers, { params: { workspaceId }, signal }),
  })
}

export function commentsOptions({ projectId, fingerprint }: { projectId: string; fingerprint: string }) {
  return queryOptions({
    queryKey: keys.comments(projectId, fingerprint),
    queryFn: ({ signal }) => call(endpoints.listComments, { params: { projectId, fingerprint }, signal }),
  })
}

type Chosen = { projectId: string; from: string | undefined; to: string | undefined }

export function compareOptions({ projectId, from, to }: Chosen) {
  return queryOptions({
    queryKey: keys.compare(projectId, from, to),
    queryFn: ({ signal }) =>
      call(endpoints.compareRuns, {
        params: { projectId },
        query: { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) },
        signal,
      }),
  })
}
