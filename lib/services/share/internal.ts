import { createHash } from 'node:crypto'
import { ownOrigin } from '../../auth/origin'
import { now } from '../../config'
import { ShareBrandOf, ShareKind, type ShareLinkDto } from '../../contracts/share'
import { ShareDetail, ShareDocument, ShareSection } from '../../contracts/share-document'
import type { Transaction } from '../../db/client'
import { notFound } from '../../errors'
import { logger } from '../../log'
import { routes } from '../../routes'
import { type SealedPlace, unseal } from '../../secrets/seal'

/** What lists and pages need of a link; what it has frozen is read on its own. */
export const LINK = {
  id: true,
  projectId: true,
  name: true,
  kind: true,
  frozenAt: true,
  tokenSealed: true,
  sections: true,
  detail: true,
  brand: true,
  contact: true,
  passcodeHash: true,
  emailRequired: true,
  notify: true,
  version: true,
  expiresAt: true,
  revokedAt: true,
  createdById: true,
  createdByName: true,
  createdAt: true,
  views: true,
  viewedAt: true,
} as const

export type LinkRow = NonNullable<Awaited<ReturnType<typeof findLink>>>

export type LinkPlace = { workspaceId: string; projectId: string; linkId: string }

async function findLink(tx: Transaction, { workspaceId, projectId, linkId }: LinkPlace) {
  return tx.shareLink.findFirst({ where: { workspaceId, projectId, id: linkId }, select: LINK })
}

/** A link of a project, or `not-found`. */
export async function linkIn(tx: Transaction, place: LinkPlace): Promise<LinkRow> {
  const row = await findLink(tx, place)
  if (row === null) throw notFound()
  return row
}

/** The same; whoever changes it takes turns until the transaction ends. */
export async function lockLink(tx: Transaction, place: LinkPlace): Promise<LinkRow> {
  await tx.$queryRaw`
    select 1 from share_link where workspace_id = ${place.workspaceId}::uuid and id = ${place.linkId}::uuid for update`
  return linkIn(tx, place)
}

/** What a frozen link keeps, whole. */
export async function frozenDocument(
  tx: Transaction,
  { workspaceId, linkId }: Pick<LinkPlace, 'workspaceId' | 'linkId'>,
): Promise<ShareDocument> {
  const { frozen } = await tx.shareLink.findFirstOrThrow({
    where: { workspaceId, id: linkId },
    select: { frozen: true },
  })
  return ShareDocument.parse(frozen)
}

/** How a token is looked up; the token itself stands in no index. */
export function tokenHashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

/** Where the token of a link is kept, so that its address can be copied again. */
export function tokenPlace({ workspaceId, linkId }: { workspaceId: string; linkId: string }): SealedPlace {
  return { table: 'share_link', column: 'token_sealed', id: linkId, workspaceId }
}

export function stateOf({ revokedAt, expiresAt }: Pick<LinkRow, 'revokedAt' | 'expiresAt'>): ShareLinkDto['state'] {
  if (revokedAt !== null) return 'revoked'
  return expiresAt.getTime() <= now() ? 'expired' : 'active'
}

/** The address people open. */
export function addressOf(token: string): string {
  return `${ownOrigin()}${routes.shared(token)}`
}

/** The address to copy; null where the key that sealed it is gone. The link itself still opens. */
function urlOf(row: LinkRow, workspaceId: string): string | null {
  try {
    return addressOf(unseal(tokenPlace({ workspaceId, linkId: row.id }), row.tokenSealed))
  } catch (error) {
    logger('share').warn({ linkId: row.id, err: String(error) }, 'the address of a link cannot be read')
    return null
  }
}

/** A link as its project sees it. Its address is told only to somebody who may manage links. */
export function linkDto(row: LinkRow, { workspaceId, tells }: { workspaceId: string; tells: boolean }): ShareLinkDto {
  const state = stateOf(row)
  return {
    id: row.id,
    name: row.name,
    kind: ShareKind.parse(row.kind),
    frozenAt: row.frozenAt?.toISOString() ?? null,
    state,
    ...choiceOf(row),
    brand: ShareBrandOf.parse(row.brand),
    contact: row.contact,
    passcode: row.passcodeHash !== null,
    emailRequired: row.emailRequired,
    notify: row.notify,
    createdBy: row.createdByName,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    revokedAt: row.revokedAt?.toISOString() ?? null,
    views: row.views,
    viewedAt: row.viewedAt?.toISOString() ?? null,
    url: tells && state === 'active' ? urlOf(row, workspaceId) : null,
  }
}

/** The parts chosen for a link; a part this version does not know is left out. */
export function choiceOf(row: Pick<LinkRow, 'sections' | 'detail'>): { sections: ShareSection[]; detail: ShareDetail } {
  const known = row.sections.flatMap((section) => {
    const parsed = ShareSection.safeParse(section)
    return parsed.success ? [parsed.data] : []
  })
  return { sections: known, detail: ShareDetail.parse(row.detail) }
}

/** What the activity log keeps of a link: how it can be opened and what it shows, never the passcode. */
export function loggedOf(row: LinkRow) {
  const { name, kind, sections, detail, brand, contact, emailRequired, notify, expiresAt } = row
  const expires = expiresAt.toISOString()
  return {
    name,
    kind,
    sections,
    detail,
    brand,
    contact,
    passcode: row.passcodeHash !== null,
    emailRequired,
    notify,
    expires,
  }
}
