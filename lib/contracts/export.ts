import { z } from 'zod'
import { contract } from './contract'

/** One JSON document, sent while it is made. It ends early when the connection breaks or our database goes away. */
export const exportWorkspace = contract({
  id: 'workspace.export',
  method: 'GET',
  path: '/workspaces/{workspaceId}/export',
  can: 'workspace.export',
  summary: 'Everything a workspace holds, as one JSON document',
  response: z.any(),
  errors: ['not-found', 'confirm-first'],
})

export const exportProject = contract({
  id: 'project.export',
  method: 'GET',
  path: '/projects/{projectId}/export',
  can: 'project.export',
  summary: 'Everything about a project, as one JSON document',
  response: z.any(),
  errors: ['not-found', 'confirm-first'],
})
