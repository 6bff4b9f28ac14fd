import { z } from 'zod'
import { contract } from './contract'
import { Id, Moment } from './primitives'
import { ProjectDto } from './project'
import { HostDto, HostName, HostRole } from './target'

export const SuggestedHostDto = z.object({
  name: z.string(),
  /** The name as it reads in its own script, where that differs; never shown without the name itself. */
  display: z.string().nullable(),
  role: HostRole,
  /** DNS gave no usable answer about the name. */
  unresolved: z.boolean(),
  /** Where it was seen, in words. */
  seen: z.array(z.string()),
})
export type SuggestedHostDto = z.infer<typeof SuggestedHostDto>

export const SuggestionsDto = z.object({
  hosts: z.array(SuggestedHostDto),
  /** Suggested names that somebody set aside. */
  dismissed: z.array(z.string()),
  /** Further names that were met, but not looked up. */
  more: z.number().int(),
  /** What could not be read, so that names may be missing. */
  unread: z.array(z.string()),
  /** When an audit last looked for them; null where none did. */
  at: Moment.nullable(),
})
export type SuggestionsDto = z.infer<typeof SuggestionsDto>

export const listSuggestions = contract({
  id: 'suggestion.list',
  method: 'GET',
  path: '/projects/{projectId}/suggestions',
  can: 'project.read',
  summary: 'Hosts the last audit met that the project does not list',
  response: SuggestionsDto,
  errors: ['not-found'],
})

export const dismissSuggestion = contract({
  id: 'suggestion.dismiss',
  method: 'PUT',
  path: '/projects/{projectId}/suggestions',
  can: 'project.update',
  summary: 'Set a suggested host aside, or bring it back',
  body: z.strictObject({ name: HostName, dismissed: z.boolean() }),
  response: SuggestionsDto,
  errors: ['invalid', 'not-found', 'limit'],
})

/** Adding a host that is there changes its role. */
export const addHost = contract({
  id: 'host.add',
  method: 'POST',
  path: '/projects/{projectId}/hosts',
  can: 'project.update',
  summary: 'Confirm one more host of the project',
  body: HostDto,
  status: 200,
  response: ProjectDto,
  errors: ['invalid', 'not-found', 'limit'],
})

/** Its key addresses go with it. Removing what is not there changes nothing. */
export const removeHost = contract({
  id: 'host.remove',
  method: 'DELETE',
  path: '/projects/{projectId}/hosts',
  can: 'project.update',
  summary: 'Take one host out of the project',
  body: z.strictObject({ name: HostName }),
  response: ProjectDto,
  errors: ['invalid', 'not-found'],
})

export const checkHosts = contract({
  id: 'host.check',
  method: 'POST',
  path: '/projects/{projectId}/hosts/check',
  can: 'run.start',
  summary: 'Run exactly the checks that look at hosts',
  status: 202,
  /** Null where this version has no such check, or too much ran just now. */
  response: z.object({ runId: Id.nullable() }),
  errors: ['not-found'],
})
