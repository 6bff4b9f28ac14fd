import { allow, type Context } from '../../auth/actor'
import { ConfigError, config } from '../../config'
import type { InstallationLookDto } from '../../contracts/installation'
import { AppError } from '../../errors'
import { lookAtInstallation as look } from '../../live/look-at-installation'
import { spend } from '../limit'

const MAX_MS = 30_000

/**
 * How audits of this installation reach the network, asked now. Throws `limit` when a workspace asks too often and
 * `invalid` for settings that cannot be read; nothing is stored.
 */
export async function lookAtInstallation(
  context: Context,
  { signal }: { signal: AbortSignal },
): Promise<InstallationLookDto> {
  allow(context, 'installation.read')
  await spend({ limit: 'installation.look', key: context.workspaceId })
  const ends = AbortSignal.any([signal, AbortSignal.timeout(MAX_MS)])
  try {
    const { resolvers, ...seen } = await look({ config: config(), requestId: context.requestId, signal: ends })
    return {
      ...seen,
      lookedAt: new Date().toISOString(),
      blocklists: [...seen.blocklists],
      resolvers: resolvers.map(({ addressClass, ...told }) => ({ ...told, isPublic: addressClass === 'public' })),
    }
  } catch (error) {
    if (error instanceof ConfigError) throw new AppError('invalid', { detail: error.message, cause: error })
    throw error
  }
}
