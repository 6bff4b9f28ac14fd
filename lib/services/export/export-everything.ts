import { allow, allowOnlyConfirmed, type Context } from '../../auth/actor'
import { now } from '../../config'
import { AppError, notFound } from '../../errors'
import { eventPages, eventShown } from '../activity/all-events'
import { listMembers } from '../member/list-members'
import { projectInWorkspace } from '../project/internal'
import { audit, inContext } from '../transaction'
import { brandingRows } from './branding-rows'
import { channelRows } from './channel-rows'
import { listPart, valuePart } from './json-parts'
import { projectParts } from './project-parts'

/** A document that is made while it is sent. `name` is a file name. */
export type Export = { name: string; parts: AsyncIterable<string> }

const FORMAT = 'launch-ready-export'
const VERSION = 1

function head(about: { workspace: string } | { project: string }): string {
  const at = new Date(now()).toISOString()
  return `{${valuePart('format', FORMAT)},${valuePart('version', VERSION)},${valuePart('exportedAt', at)},${valuePart('of', about)},\n`
}

function fileName(name: string): string {
  const day = new Date(now()).toISOString().slice(0, 10)
  return `launch-ready ${name.replace(/[\p{Cc}\p{Cf}/\\:*?"<>|]/gu, ' ').slice(0, 60)} ${day}.json`
}

async function* workspaceParts(context: Context, name: string): AsyncGenerator<string> {
  yield head({ workspace: name })
  const { members } = await listMembers(context)
  yield `${valuePart(
    'members',
    members.map(({ id, name: called, email, role, joinedAt }) => ({ id, name: called, email, role, joinedAt })),
  )},\n`
  const { workspaceId } = context
  const clients = await inContext(context, (tx) =>
    tx.client.findMany({ where: { workspaceId }, select: { id: true, name: true }, orderBy: { name: 'asc' } }),
  )
  yield `${valuePart('clients', clients)},\n${valuePart('branding', await brandingRows(context))},\n${valuePart('channels', await channelRows(context))},\n"projects":[`
  yield* projectList(context)
  yield '],\n'
  yield* listPart('activity', eventPages(context), eventShown)
  yield '}\n'
}

async function* projectList(context: Context): AsyncGenerator<string> {
  const ids = await inContext(context, (tx) =>
    tx.project.findMany({ where: { workspaceId: context.workspaceId }, select: { id: true }, orderBy: { id: 'asc' } }),
  )
  let isFirst = true
  for (const { id } of ids) {
    // A project that was deleted since the export began is left out.
    const parts = await begin(projectParts(context, id))
    if (parts === undefined) continue
    if (!isFirst) yield ',\n'
    isFirst = false
    yield* parts
  }
}

/** The parts of a project that is still there. */
async function begin(parts: AsyncGenerator<string>): Promise<AsyncIterable<string> | undefined> {
  try {
    const first = await parts.next()
    return first.done === true ? undefined : withFirst(first.value, parts)
  } catch (error) {
    if (error instanceof AppError && error.code === 'not-found') return undefined
    throw error
  }
}

async function* withFirst(first: string, rest: AsyncIterable<string>): AsyncGenerator<string> {
  yield first
  yield* rest
}

async function* oneProject(context: Context, { id, name }: { id: string; name: string }): AsyncGenerator<string> {
  yield `${head({ project: name })}"projects":[`
  yield* projectParts(context, id)
  yield ']}\n'
}

/**
 * Everything the workspace holds. The person must have proven within 15 minutes who they are. Nothing is read
 * before the parts are asked for, and never more than a page of rows at once.
 */
export async function exportWorkspace(context: Context): Promise<Export> {
  allow(context, 'workspace.export')
  allowOnlyConfirmed(context)
  const { workspaceId: id } = context
  const name = await inContext(context, async (tx) => {
    const workspace = await tx.workspace.findUnique({ where: { id }, select: { name: true } })
    if (workspace === null) throw notFound()
    await audit(tx, context, { action: 'workspace.exported', target: { kind: 'workspace', id } })
    return workspace.name
  })
  return { name: fileName(name), parts: workspaceParts(context, name) }
}

/** Everything about one project, with the same care. */
export async function exportProject(context: Context, projectId: string): Promise<Export> {
  allow(context, 'project.export')
  allowOnlyConfirmed(context)
  const project = await inContext(context, async (tx) => {
    const found = await projectInWorkspace(tx, context, projectId)
    await audit(tx, context, { action: 'project.exported', target: { kind: 'project', id: projectId } })
    return found
  })
  return { name: fileName(project.name), parts: oneProject(context, project) }
}
