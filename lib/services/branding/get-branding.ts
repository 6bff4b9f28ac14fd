import { allow, type Context } from '../../auth/actor'
import { type Brand, brandOf } from '../../branding/brand'
import type { BrandingDto } from '../../contracts/branding'
import { inContext } from '../transaction'
import { brandIn, type Levels, readLevels } from './internal'

/** What shared pages and packs of a client show, or those of the workspace when no client is named. */
export async function getBranding(
  context: Context,
  { clientId }: { clientId?: string | undefined } = {},
): Promise<Brand> {
  allow(context, 'project.read')
  return inContext(context, (tx) => brandIn(tx, { workspaceId: context.workspaceId, clientId }))
}

export function brandingDto({ workspaceName, own, above }: Levels): BrandingDto {
  return {
    own: {
      name: own?.name ?? null,
      accent: own?.accent ?? null,
      contact: own?.contact ?? null,
      poweredBy: own?.poweredBy ?? null,
      hasLogo: own?.logo != null,
    },
    above: brandOf({ levels: above, name: workspaceName }),
    shown: brandOf({ levels: own === undefined ? above : [own, ...above], name: workspaceName }),
  }
}

/** What one level chose, what stands above it and what comes out of both. */
export async function getBrandingSettings(context: Context, clientId: string | undefined): Promise<BrandingDto> {
  allow(context, 'project.read')
  const levels = await inContext(context, (tx) => readLevels(tx, { workspaceId: context.workspaceId, clientId }))
  return brandingDto(levels)
}
