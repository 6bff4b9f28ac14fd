'use client'

import { notifyManager, useMutation, useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useEffect, useRef, useSyncExternalStore } from 'react'
import type { BodyOf } from '@/lib/contracts/contract'
import type * as contracts from '@/lib/contracts/project'
import type { RunDto, RunScope } from '@/lib/contracts/run'
import type { RateSurface } from '@/lib/engine/rate-template'
import { call } from './call'
import { endpoints } from './endpoints'
import { isActive } from './fold-run'
import { keys } from './keys'
import { watchExpiry } from './next-expiry'
import { checkHistoryOptions, projectStateOptions, runOptions } from './options'
import { useStreamState } from './project-events'

const POLL_MS = 3_000
const RUN_POLL_MS = 5_000

/** While the stream is down the page asks again by itself. */
function usePolling(): number | false {
  return useStreamState() === 'lost' ? POLL_MS : false
}

/**
 * The state of a project where the page has it. It is only looked at: asking for it here would make an empty
 * place in the cache, and the page that brings the state would then wait for it.
 */
export function useKnownState(projectId: string) {
  const client = useQueryClient()
  const read = () => client.getQueryData(projectStateOptions(projectId).queryKey)
  // A page that brings the state lays it in while it is drawn; this one is told afterwards.
  const subscribe = (changed: () => void) => client.getQueryCache().subscribe(notifyManager.batchCalls(changed))
  return useSyncExternalStore(subscribe, read, read)
}

/** Lets what was confirmed or accepted for a time end while the page is open. One per page. */
export function useExpiries(projectId: string): void {
  const client = useQueryClient()
  const data = useKnownState(projectId)
  const seen = useRef<{ now: string; at: number }>(undefined)
  useEffect(() => {
    if (data === undefined) return undefined
    // Results that come in leave the clock of the state as it was.
    if (seen.current?.now !== data.now) seen.current = { now: data.now, at: Date.now() }
    return watchExpiry({
      state: data,
      seenAt: seen.current.at,
      onExpiry: (state) => client.setQueryData(keys.projectState(projectId), state),
    })
  }, [client, data, projectId])
}

/** The page always hydrates this one, so it is there from the first paint. */
export function useProjectState(projectId: string) {
  return useSuspenseQuery({ ...projectStateOptions(projectId), refetchInterval: usePolling() }).data
}

/**
 * A run that ends while it is read for the first time sends its last event to nobody, and the older answer stays:
 * a run that goes on is asked for again now and then, whatever the stream says.
 */
function useRunPolling() {
  const polling = usePolling()
  return ({ state }: { state: { data: RunDto | undefined } }): number | false =>
    polling || (state.data !== undefined && isActive(state.data) ? RUN_POLL_MS : false)
}

export function useRun(runId: string) {
  return useSuspenseQuery({ ...runOptions(runId), refetchInterval: useRunPolling() }).data
}

/** The run that is being shown, once there is one. */
export function useMaybeRun(runId: string | undefined) {
  return useQuery({ ...runOptions(runId ?? ''), enabled: runId !== undefined, refetchInterval: useRunPolling() })
}

export function useCheckHistory(place: { projectId: string; checkId: string }) {
  return useSuspenseQuery(checkHistoryOptions(place)).data
}

export function useCreateProject(workspaceId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: BodyOf<typeof contracts.createProject>) =>
      call(endpoints.createProject, { params: { workspaceId }, body }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.projects(workspaceId) }),
  })
}

type StartedRun = { projectId: string; scope: RunScope; active?: boolean; rates?: RateSurface[] }

export function useStartRun() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ projectId, scope, active = false, rates = [] }: StartedRun) =>
      call(endpoints.startRun, { params: { projectId }, body: { scope, active, rates } }),
    onSuccess: (run: RunDto) => {
      client.setQueryData(keys.run(run.id), run)
      void client.invalidateQueries({ queryKey: keys.projectState(run.projectId) })
    },
  })
}

export function useCancelRun() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (runId: string) => call(endpoints.cancelRun, { params: { runId } }),
    onSuccess: (run) => client.invalidateQueries({ queryKey: keys.run(run.id), exact: true }),
  })
}

type ProjectPart =
  | { part: 'hosts'; body: BodyOf<typeof contracts.putHosts> }
  | { part: 'urls'; body: BodyOf<typeof contracts.putUrls> }
  | { part: 'sending'; body: BodyOf<typeof contracts.putSending> }
  | { part: 'profile'; body: BodyOf<typeof contracts.putProfile> }
  | { part: 'general'; body: BodyOf<typeof contracts.updateProject> }

function savePart(projectId: string, change: ProjectPart): Promise<contracts.ProjectDto> {
  const params = { projectId }
  switch (change.part) {
    case 'hosts':
      return call(endpoints.putHosts, { params, body: change.body })
    case 'urls':
      return call(endpoints.putUrls, { params, body: change.body })
    case 'sending':
      return call(endpoints.putSending, { params, body: change.body })
    case 'profile':
      return call(endpoints.putProfile, { params, body: change.body })
    case 'general':
      return call(endpoints.updateProject, { params, body: change.body })
  }
}

export function useSaveProject(projectId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (change: ProjectPart) => savePart(projectId, change),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.project(projectId) }),
  })
}

/** Puts a project away or brings it back. */
export function useArchiveProject(workspaceId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ projectId, archived }: { projectId: string; archived: boolean }) =>
      call(endpoints.archiveProject, { params: { projectId }, body: { archived } }),
    onSuccess: (project) =>
      Promise.all([
        client.invalidateQueries({ queryKey: keys.projects(workspaceId) }),
        client.invalidateQueries({ queryKey: keys.project(project.id) }),
      ]),
  })
}

export function useDeleteProject({ projectId, workspaceId }: { projectId: string; workspaceId: string }) {
  const client = useQueryClient()
  return useMutation({
    // The password is sent first where the server asked who is there.
    mutationFn: async ({ name, password }: { name: string; password: string | undefined }) => {
      if (password !== undefined) await call(endpoints.confirmSession, { params: {}, body: { password } })
      return call(endpoints.deleteProject, { params: { projectId }, body: { name } })
    },
    onSuccess: () => client.invalidateQueries({ queryKey: keys.projects(workspaceId) }),
  })
}
