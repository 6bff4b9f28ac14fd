import { z } from 'zod'
import { contract } from './contract'
import { Id, RoadmapId } from './primitives'
import { Role } from './role'
import { TargetDto } from './target'

export const WorkspaceDto = z.object({ id: Id, slug: z.string(), name: z.string(), role: Role })
export type WorkspaceDto = z.infer<typeof WorkspaceDto>

/** The workspaces the signed-in person is a member of, in order of name. */
export const listWorkspaces = contract({
  id: 'workspace.list',
  method: 'GET',
  path: '/workspaces',
  can: 'signed-in',
  summary: 'Workspaces of the signed-in person',
  response: z.object({ items: z.array(WorkspaceDto) }),
})

export const ExampleSiteDto = z.object({
  id: z.string(),
  title: z.string(),
  text: z.string(),
  roadmap: RoadmapId,
  target: TargetDto,
  /** The source of a message this site sent, to try the verification with. */
  message: z.string().max(20_000).optional(),
})
export type ExampleSiteDto = z.infer<typeof ExampleSiteDto>

/** The example sites this installation runs beside itself; an empty list where it runs none. */
export const listExampleSites = contract({
  id: 'example.list',
  method: 'GET',
  path: '/example-sites',
  can: 'signed-in',
  summary: 'Example sites that can be checked without a domain of your own',
  response: z.object({ items: z.array(ExampleSiteDto) }),
})
