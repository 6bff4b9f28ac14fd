'use client'

import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useState, useSyncExternalStore } from 'react'
import type { ProjectEventDto } from '@/lib/contracts/events'
import type { ProjectStateDto } from '@/lib/contracts/project'
import type { RunDto } from '@/lib/contracts/run'
import { foldRun, foldState, isActive } from './fold-run'
import { keys } from './keys'
import { ProjectStream, type StreamState } from './project-stream'

const StreamContext = createContext<StreamState>('connecting')

const serverState = (): StreamState => 'connecting'

function changedKey({ entity, id }: Extract<ProjectEventDto, { type: 'entity' }>): readonly string[] {
  switch (entity) {
    case 'run':
      return keys.run(id)
    case 'project':
      return keys.project(id)
    case 'handover':
      return keys.handover(id)
    case 'presence':
      return keys.presence(id)
  }
}

/** Lays one live event into the cache. */
function applyEvent({ client, projectId, event }: { client: QueryClient; projectId: string; event: ProjectEventDto }) {
  if (event.type === 'end') {
    void client.invalidateQueries()
    return
  }
  if (event.type === 'entity') {
    void client.invalidateQueries({ queryKey: changedKey(event) })
    return
  }
  client.setQueryData<RunDto>(keys.run(event.run.id), (run) => (run === undefined ? undefined : foldRun(run, event)))
  client.setQueryData<ProjectStateDto>(keys.projectState(projectId), (state) =>
    state === undefined ? undefined : foldState(state, event),
  )
  if (isActive(event.run)) return
  void client.invalidateQueries({ queryKey: keys.project(projectId) })
  void client.invalidateQueries({ queryKey: keys.run(event.run.id), exact: true })
  void client.invalidateQueries({ queryKey: ['projects'] })
}

/**
 * Reads again what may have moved between the page and its stream: a run that ended in between sends no
 * more events. After an interruption that is everything.
 */
function catchUp({ client, projectId, resumed }: { client: QueryClient; projectId: string; resumed: boolean }) {
  if (resumed) {
    void client.invalidateQueries()
    return
  }
  for (const query of client.getQueryCache().findAll({ queryKey: ['run'] })) {
    const run = client.getQueryData<RunDto>(query.queryKey)
    if (run?.status !== undefined && isActive(run))
      void client.invalidateQueries({ queryKey: query.queryKey, exact: true })
  }
  const state = client.getQueryData<ProjectStateDto>(keys.projectState(projectId))
  if (state?.activeRun != null) void client.invalidateQueries({ queryKey: keys.projectState(projectId) })
}

/** Keeps everything shown of one project live. One per page; its children read `useStreamState`. */
export function ProjectEvents({ projectId, children }: { projectId: string; children: ReactNode }) {
  const client = useQueryClient()
  const [stream] = useState(
    () =>
      new ProjectStream({
        projectId,
        onEvent: (event) => applyEvent({ client, projectId, event }),
        onOpen: (resumed) => catchUp({ client, projectId, resumed }),
      }),
  )
  const state = useSyncExternalStore(stream.subscribe, stream.read, serverState)
  return <StreamContext value={state}>{children}</StreamContext>
}

/** Whether live changes arrive right now. Outside a project nothing is live. */
export function useStreamState(): StreamState {
  return useContext(StreamContext)
}
