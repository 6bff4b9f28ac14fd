import { randomUUID } from 'node:crypto'
import { allow, type Context } from '../../auth/actor'
import type { PackDto } from '../../contracts/pack'
import type { Transaction } from '../../db/client'
import { enqueuePack } from '../../db/queue'
import { AppError, notFound } from '../../errors'
import { packChanges } from '../../pack/changes'
import { PackContent } from '../../pack/content'
import { spendAll } from '../limit'
import { projectInWorkspace } from '../project/internal'
import { lockProject } from '../project/lock-project'
import { audit, inContext } from '../transaction'
import { type Gathered, gatherPack } from './gather'
import { isMaking, PACK, packDto, sizesOf } from './internal'

/** Versions kept of one project; with one more the oldest goes. */
const MOST_VERSIONS = 50
/** What a pack may say, as characters of JSON. */
const MOST_CHARACTERS = 24_000_000

const NAMELESS = 'Somebody'

function nameOf({ actor }: Context): string {
  return actor.kind === 'user' ? (actor.name ?? actor.email) : NAMELESS
}

type Place = { workspaceId: string; projectId: string }

function newest(tx: Transaction, where: Place) {
  return tx.pack.findFirst({ where, orderBy: { version: 'desc' }, select: { ...PACK, content: true } })
}

/** The pack somebody is making right now. */
async function underWay(tx: Transaction, where: Place): Promise<PackDto | undefined> {
  const row = await newest(tx, where)
  if (row === null || !isMaking(row)) return undefined
  return packDto(row, await sizesOf(tx, []))
}

/** What changed since the frozen text of another version; null where this one cannot read it. */
function changesSince(text: string, content: PackContent): string[] | null {
  const before = PackContent.safeParse(JSON.parse(text))
  return before.success ? packChanges(before.data, content) : null
}

async function write(
  tx: Transaction,
  context: Context,
  { projectId, gathered }: { projectId: string; gathered: Gathered },
) {
  const where = { workspaceId: context.workspaceId, projectId }
  const before = await newest(tx, where)
  const version = (before?.version ?? 0) + 1
  const content = PackContent.parse({ ...gathered.content, version })
  const text = JSON.stringify(content).toWellFormed().replaceAll('\\u0000', '\ufffd')
  if (text.length > MOST_CHARACTERS) {
    throw new AppError('too-large', { detail: 'There is more to say about this project than a pack can hold.' })
  }
  const id = randomUUID()
  const changes = before === null ? null : changesSince(before.content, content)
  await tx.pack.createMany({
    data: [
      {
        id,
        ...where,
        version,
        state: 'making',
        headline: gathered.headline,
        content: text,
        ...(changes === null ? {} : { changes }),
        byId: context.actor.kind === 'user' ? context.actor.userId : null,
        byName: nameOf(context),
      },
    ],
  })
  await tx.pack.deleteMany({ where: { ...where, version: { lte: version - MOST_VERSIONS } } })
  await audit(tx, context, {
    action: 'pack.made',
    target: { kind: 'project', id: projectId },
    change: { after: { version, headline: gathered.headline } },
  })
  await enqueuePack(tx, { packId: id, workspaceId: context.workspaceId })
  const row = await tx.pack.findFirst({ where: { id }, select: PACK })
  if (row === null) throw notFound()
  return packDto(row, await sizesOf(tx, []))
}

/**
 * Freezes what is known of a project as the next version of its pack and queues the making of its files. While one is
 * being made that one is answered. Throws `limit` above ten in an hour.
 */
export async function createPack(context: Context, projectId: string): Promise<PackDto> {
  allow(context, 'pack.make')
  const where = { workspaceId: context.workspaceId, projectId }
  const running = await inContext(context, async (tx) => {
    await projectInWorkspace(tx, context, projectId)
    return underWay(tx, where)
  })
  if (running !== undefined) return running
  const permits = await spendAll([{ limit: 'pack.make', key: projectId }])
  try {
    const gathered = await gatherPack(context, projectId, nameOf(context))
    return await inContext(context, async (tx) => {
      await lockProject(tx, context, projectId)
      const other = await underWay(tx, where)
      return other ?? (await write(tx, context, { projectId, gathered }))
    })
  } catch (error) {
    await permits.giveBack()
    throw error
  }
}
