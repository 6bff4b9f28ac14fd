import { type Brand, type BrandLevel, brandOf } from '../../branding/brand'
import type { Transaction } from '../../db/client'
import { notFound } from '../../errors'

/** The level that is asked about: a client, or the workspace itself. */
export type Place = { workspaceId: string; clientId?: string | undefined }

type Row = {
  clientId: string | null
  name: string | null
  accent: string | null
  contactText: string | null
  contactLabel: string | null
  contactHref: string | null
  poweredBy: boolean | null
  logoType: string | null
  logo: Uint8Array | null
}

function levelOf(row: Row): BrandLevel {
  const { contactText: text, contactLabel: label, contactHref: href, logo, logoType } = row
  return {
    name: row.name,
    accent: row.accent,
    contact: text === null || label === null || href === null ? null : { text, label, href },
    poweredBy: row.poweredBy,
    logo: logo === null || logoType === null ? null : { type: logoType, bytes: logo },
  }
}

export type Levels = {
  workspaceName: string
  /** What the asked level chose; nothing yet is undefined. */
  own: BrandLevel | undefined
  /** What the levels above it chose, the nearest first. */
  above: readonly BrandLevel[]
}

/** The levels of a place. A client or workspace that is not there is `not-found`. */
export async function readLevels(tx: Transaction, { workspaceId, clientId }: Place): Promise<Levels> {
  const workspace = await tx.workspace.findUnique({ where: { id: workspaceId }, select: { name: true } })
  if (workspace === null) throw notFound()
  if (clientId !== undefined) {
    const client = await tx.client.findFirst({ where: { workspaceId, id: clientId }, select: { id: true } })
    if (client === null) throw notFound()
  }
  const rows = await tx.branding.findMany({
    where: { workspaceId, OR: [{ clientId: null }, ...(clientId === undefined ? [] : [{ clientId }])] },
  })
  const level = (of: string | null): BrandLevel | undefined => {
    const row = rows.find((candidate) => candidate.clientId === of)
    return row === undefined ? undefined : levelOf(row)
  }
  const ofWorkspace = level(null)
  if (clientId === undefined) return { workspaceName: workspace.name, own: ofWorkspace, above: [] }
  return {
    workspaceName: workspace.name,
    own: level(clientId),
    above: ofWorkspace === undefined ? [] : [ofWorkspace],
  }
}

/** What a page or a pack for this place shows, read in a transaction that already sees the workspace. */
export async function brandIn(tx: Transaction, place: Place): Promise<Brand> {
  const { workspaceName, own, above } = await readLevels(tx, place)
  return brandOf({ levels: own === undefined ? above : [own, ...above], name: workspaceName })
}
