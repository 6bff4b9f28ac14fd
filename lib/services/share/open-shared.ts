import type { ShareActor } from '../../auth/actor'
import { actorFromShare } from '../../auth/actor-from-share'
import { openUnlock, unlockCookieName } from '../../auth/share-cookie'
import { now } from '../../config'
import { ShareBrandOf } from '../../contracts/share'
import type { SharedPage } from '../../contracts/share-document'
import { chosenParts } from '../../contracts/share-parts'
import { writeAudit } from '../../db/audit'
import type { Transaction } from '../../db/client'
import { takePermit } from '../../db/rate-limit'
import { inWorkspace } from '../../db/workspace'
import { announce } from '../../notices/announce'
import { turns } from '../turns'
import { shareBrand } from './brand'
import { choiceOf, frozenDocument, LINK, type LinkRow } from './internal'
import { loadDocument } from './load-document'

const HOUR_MS = 3_600_000

/** Who opens a page, as far as we know. */
export type Visitor = {
  cookie: (name: string) => string | undefined
  requestId: string
  sourceNetwork?: string | undefined
  /** Where the request seems to come from: a country as ISO 3166-1 has it. */
  country?: string | undefined
}

export type Opened =
  /** Unknown, expired or revoked: nobody is told which. */
  | { kind: 'gone' }
  | { kind: 'locked'; passcode: boolean; email: boolean }
  | {
      kind: 'open'
      page: SharedPage
      revision: string
      place: { workspaceId: string; linkId: string; createdAt: Date }
    }

async function rowOf(tx: Transaction, { workspaceId, linkId }: ShareActor): Promise<LinkRow | null> {
  return tx.shareLink.findFirst({ where: { workspaceId, id: linkId }, select: LINK })
}

/** What the browser of a visitor has proven; `undefined` while it has to prove something first. */
function passOf(actor: ShareActor, row: LinkRow, { cookie }: Visitor): { email: string | null } | undefined {
  if (row.passcodeHash === null && !row.emailRequired) return { email: null }
  return openUnlock(actor, { value: cookie(unlockCookieName(actor.linkId)), at: now() })
}

/** Changes whenever a page that is open would read differently after it is loaded again. */
async function revisionOf(tx: Transaction, { workspaceId, projectId, version }: ShareActor, row: LinkRow) {
  if (row.kind === 'frozen') return `${version}`
  const last = await tx.run.aggregate({
    where: { workspaceId, projectId, status: 'finished' },
    _max: { finishedAt: true },
  })
  return `${version}.${last._max.finishedAt?.getTime() ?? 0}`
}

async function documentOf(tx: Transaction, { workspaceId, projectId, linkId }: ShareActor, row: LinkRow) {
  if (row.kind !== 'frozen') return loadDocument(tx, { workspaceId, projectId }, { choice: choiceOf(row) })
  return frozenDocument(tx, { workspaceId, linkId })
}

async function pageOf(tx: Transaction, actor: ShareActor, row: LinkRow): Promise<SharedPage> {
  const { workspaceId, projectId } = actor
  const project = await tx.project.findFirstOrThrow({
    where: { workspaceId, id: projectId },
    select: { clientId: true },
  })
  const isForClient = ShareBrandOf.parse(row.brand) === 'client' && project.clientId !== null
  const brand = await shareBrand(tx, {
    workspaceId,
    clientId: isForClient ? (project.clientId ?? undefined) : undefined,
  })
  return {
    document: chosenParts(await documentOf(tx, actor, row), choiceOf(row)),
    brand: row.contact ? brand : { ...brand, contact: null },
    frozenAt: row.frozenAt?.toISOString() ?? null,
  }
}

type Telling = { workspaceId: string; projectId: string; linkId: string; row: LinkRow; email: string | null }

/** Tells who made the link, where they asked for it: once an hour, however often it is opened. */
async function tellMaker(tx: Transaction, { workspaceId, projectId, linkId, row, email }: Telling): Promise<void> {
  if (!row.notify || row.createdById === null) return
  await announce(tx, {
    workspaceId,
    projectId,
    key: `share-viewed:${linkId}:${Math.floor(now() / HOUR_MS)}`,
    facts: { kind: 'share-viewed', link: row.name, by: email },
    to: [row.createdById],
  })
}

async function writeView(
  tx: Transaction,
  { workspaceId, linkId, projectId }: ShareActor,
  view: { row: LinkRow; email: string | null; isNoted: boolean; visitor: Visitor },
): Promise<void> {
  const at = new Date(now())
  await tellMaker(tx, { workspaceId, linkId, projectId, row: view.row, email: view.email })
  await tx.shareView.createMany({
    data: [{ workspaceId, linkId, email: view.email, country: view.visitor.country ?? null, at }],
  })
  await tx.shareLink.updateMany({
    where: { workspaceId, id: linkId },
    data: { views: { increment: 1 }, viewedAt: at },
  })
  if (!view.isNoted) return
  await writeAudit(tx, {
    workspaceId,
    actor: { kind: 'nobody' },
    action: 'share.viewed',
    target: { kind: 'share-link', id: linkId },
    change: { project: projectId },
    requestId: view.visitor.requestId,
    sourceNetwork: view.visitor.sourceNetwork,
  })
}

/** Few pages are made at a time: many readers at once wait for each other instead of taking every connection. */
const inTurn = turns({ atOnce: 3, waiting: 200 })

/** Opens a shared page for whoever holds its token, and writes down that it was opened when `counts` says so. */
export async function openShared(token: string, visitor: Visitor & { counts: boolean }): Promise<Opened> {
  const actor = await actorFromShare(token, new Date(now()))
  if (actor === undefined) return { kind: 'gone' }
  const isNoted = visitor.counts && (await takePermit({ limit: 'share-note', key: actor.linkId })) === 0
  const rights = { workspaceId: actor.workspaceId, role: 'app' } as const
  const work = async (tx: Transaction): Promise<Opened> => {
    const row = await rowOf(tx, actor)
    if (row === null || row.version !== actor.version) return { kind: 'gone' }
    const pass = passOf(actor, row, visitor)
    if (pass === undefined) return { kind: 'locked', passcode: row.passcodeHash !== null, email: row.emailRequired }
    const page = await pageOf(tx, actor, row)
    if (visitor.counts) await writeView(tx, actor, { row, email: pass.email, isNoted, visitor })
    const { workspaceId, linkId } = actor
    const at = { workspaceId, linkId, createdAt: row.createdAt }
    return { kind: 'open', page, revision: await revisionOf(tx, actor, row), place: at }
  }
  return inTurn(() => inWorkspace(rights, work))
}

/** The revision of a page that this browser may see; `undefined` when it may not, or not any more. */
export async function sharedRevision(token: string, visitor: Visitor): Promise<string | undefined> {
  const actor = await actorFromShare(token, new Date(now()))
  if (actor === undefined) return undefined
  return inWorkspace({ workspaceId: actor.workspaceId, role: 'app' }, async (tx) => {
    const row = await rowOf(tx, actor)
    if (row === null || passOf(actor, row, visitor) === undefined) return undefined
    return revisionOf(tx, actor, row)
  })
}
