import { randomUUID } from 'node:crypto'
import { allow, type Context } from '../../auth/actor'
import { judgeLogo } from '../../branding/logo'
import type { BrandChoices, BrandingDto } from '../../contracts/branding'
import type { Transaction } from '../../db/client'
import { invalidField } from '../../errors'
import { audit, inContext } from '../transaction'
import { brandingDto } from './get-branding'
import { readLevels } from './internal'

type Columns = {
  name?: string | null
  accent?: string | null
  contactText?: string | null
  contactLabel?: string | null
  contactHref?: string | null
  poweredBy?: boolean | null
  logoType?: string | null
  logo?: Uint8Array<ArrayBuffer> | null
}

type Level = { clientId: string | undefined }

/** Writes some columns of the row of a level, which is made when it is not there. */
async function write(tx: Transaction, { workspaceId }: Context, { clientId }: Level, columns: Columns): Promise<void> {
  // Two people who choose something first at the same time wait for each other here.
  await tx.$queryRaw`select 1 from workspace where id = ${workspaceId}::uuid for update`
  const where = { workspaceId, clientId: clientId ?? null }
  const { count } = await tx.branding.updateMany({ where, data: { ...columns, updatedAt: new Date() } })
  if (count === 0) await tx.branding.createMany({ data: [{ id: randomUUID(), ...where, ...columns }] })
}

function target(context: Context, { clientId }: Level) {
  return clientId === undefined ? { kind: 'workspace', id: context.workspaceId } : { kind: 'client', id: clientId }
}

/** Chooses name, colour, contact and mention of a level; what is null comes from the level above. */
export async function putBranding(
  context: Context,
  { clientId, choices }: { clientId?: string | undefined; choices: BrandChoices },
): Promise<BrandingDto> {
  allow(context, 'branding.write')
  const level = { clientId }
  return inContext(context, async (tx) => {
    const place = { workspaceId: context.workspaceId, clientId }
    const before = brandingDto(await readLevels(tx, place))
    await write(tx, context, level, {
      name: choices.name,
      accent: choices.accent,
      contactText: choices.contact?.text ?? null,
      contactLabel: choices.contact?.label ?? null,
      contactHref: choices.contact?.href ?? null,
      poweredBy: choices.poweredBy,
    })
    const { hasLogo: _, ...old } = before.own
    await audit(tx, context, {
      action: 'branding.changed',
      target: target(context, level),
      change: { before: old, after: choices },
    })
    return brandingDto(await readLevels(tx, place))
  })
}

/** Keeps a logo for a level, cleaned; one that cannot be kept is refused beside its field. */
export async function putLogo(
  context: Context,
  { clientId, content }: { clientId?: string | undefined; content: string },
): Promise<{ branding: BrandingDto; removed: string[] }> {
  allow(context, 'branding.write')
  const judged = judgeLogo(Buffer.from(content, 'base64'))
  if (!judged.ok) throw invalidField('content', judged.reason)
  const level = { clientId }
  return inContext(context, async (tx) => {
    const place = { workspaceId: context.workspaceId, clientId }
    await readLevels(tx, place)
    await write(tx, context, level, { logoType: judged.type, logo: judged.bytes })
    await audit(tx, context, {
      action: 'branding.logo-chosen',
      target: target(context, level),
      change: { after: { type: judged.type, bytes: judged.bytes.length } },
    })
    return { branding: brandingDto(await readLevels(tx, place)), removed: judged.removed }
  })
}

/** Takes the logo of a level away; the one of the level above shows again. Nothing to take away is no error. */
export async function deleteLogo(context: Context, clientId: string | undefined): Promise<BrandingDto> {
  allow(context, 'branding.write')
  const level = { clientId }
  return inContext(context, async (tx) => {
    const place = { workspaceId: context.workspaceId, clientId }
    const { own } = await readLevels(tx, place)
    if (own?.logo != null) {
      await write(tx, context, level, { logoType: null, logo: null })
      await audit(tx, context, { action: 'branding.logo-removed', target: target(context, level) })
    }
    return brandingDto(await readLevels(tx, place))
  })
}
