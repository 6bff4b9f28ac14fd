import suffixPackage from 'tldts/package.json' with { type: 'json' }
import type { Config } from '../config'
import { createNet } from '../net/create'
import { lookAtResolvers, type ResolverLook } from '../net/dns/look-at-resolvers'
import type { DnsTiming } from '../net/dns/server'
import type { Blocklist } from '../net/dns/types'

export type InstallationLook = {
  resolvers: ResolverLook[]
  /** Whether the resolvers were chosen by setting; otherwise they are those of the system. */
  chosen: boolean
  /** Whether name servers can be asked directly, and what the setting says of it. */
  direct: { setting: Config['LR_DNS_AUTHORITY']; reached: boolean }
  blocklists: readonly Blocklist[]
  /** Version of the package that carries the public suffix list. */
  suffixes: string
  /** How long the look took, milliseconds. */
  ms: number
}

type Look = { config: Config; requestId: string; signal: AbortSignal; dnsTiming?: DnsTiming; below?: string }

/**
 * What the network of this installation lets audits see: each resolver, the way to name servers, blocklists and the
 * age of the public suffix list. Throws `ConfigError` for settings that cannot be read.
 */
export async function lookAtInstallation({
  config,
  requestId,
  signal,
  dnsTiming,
  below,
}: Look): Promise<InstallationLook> {
  const started = performance.now()
  const timing = dnsTiming === undefined ? {} : { dnsTiming }
  const net = createNet({ config, signal, runId: requestId, ...timing })
  try {
    const [resolvers, reached] = await Promise.all([
      lookAtResolvers({
        config,
        addressClass: net.addressClass,
        signal,
        ...(dnsTiming === undefined ? {} : { timing: dnsTiming }),
        ...(below === undefined ? {} : { below }),
      }),
      net.dns.direct(),
    ])
    return {
      resolvers,
      chosen: config.LR_DNS_RESOLVERS.length > 0,
      direct: { setting: config.LR_DNS_AUTHORITY, reached },
      blocklists: net.dns.blocklists,
      suffixes: suffixPackage.version,
      ms: Math.round(performance.now() - started),
    }
  } finally {
    await net.close()
  }
}
