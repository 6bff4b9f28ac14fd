import { z } from 'zod'
import { pathNames } from '../contracts/contract'
import { Fingerprint, Slug } from '../contracts/primitives'
import { workspaceOfProject, workspaceOfRun } from '../db/lookups'
import { notFound } from '../errors'

const Uuid = z.uuid()
/** Names in paths that are not record ids. */
const SLUGS = new Set(['checkId', 'itemId', 'signalId', 'key', 'question', 'deliverable', 'part', 'row', 'approver'])

function schemaOf(name: string): z.ZodType<string> {
  if (name === 'fingerprint') return Fingerprint
  return SLUGS.has(name) ? Slug : Uuid
}

/** The path values of a request. A malformed one cannot name anything, so it is `not-found`. */
export function readParams(path: string, given: Record<string, string | string[] | undefined>): Record<string, string> {
  return Object.fromEntries(
    pathNames(path).map((name) => {
      const parsed = schemaOf(name).safeParse(given[name])
      if (!parsed.success) throw notFound()
      return [name, parsed.data]
    }),
  )
}

/** The workspace a path speaks about, taken from the record it names and never from the request's own word. */
export async function locateWorkspace(params: Record<string, string>): Promise<string> {
  const { workspaceId, projectId, runId } = params
  const found =
    workspaceId ??
    (projectId === undefined ? undefined : await workspaceOfProject(projectId)) ??
    (runId === undefined ? undefined : await workspaceOfRun(runId))
  if (found === undefined) throw notFound()
  return found
}
