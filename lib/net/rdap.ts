import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import type { Config } from '../config'
import type { HttpProber } from './http-types'

const IANA_BOOTSTRAP = 'https://data.iana.org/rdap/dns.json'

const bootstrapSchema = z.object({ services: z.array(z.tuple([z.array(z.string()), z.array(z.string())])) })

export type Registration = 'yes' | 'no' | 'unknown'

/** Asks registries whether a domain is registered (RFC 9082, 9083, 9224). */
export type Rdap = {
  /** `unknown` where the registry has no service, does not answer, or answers anything but yes or no. */
  registration(domain: string): Promise<Registration>
}

async function readBootstrap(http: HttpProber, source: string): Promise<unknown> {
  if (!/^https?:/.test(source)) return JSON.parse(await readFile(source, 'utf8'))
  const exchange = await http.fetch({ url: source })
  return exchange.ok && exchange.response.status === 200 ? JSON.parse(exchange.response.body.text ?? 'null') : null
}

function serviceFor(bootstrap: unknown, domain: string): string | undefined {
  const parsed = bootstrapSchema.safeParse(bootstrap)
  if (!parsed.success) return undefined
  const suffix = domain.slice(domain.lastIndexOf('.') + 1).toLowerCase()
  const service = parsed.data.services.find(([suffixes]) => suffixes.some((entry) => entry.toLowerCase() === suffix))
  return service?.[1].find((url) => url.startsWith('https://')) ?? service?.[1][0]
}

/** The registration data of one run; the laboratory network has no registry unless a file names one. */
export function createRdap({ http, config }: { http: HttpProber; config: Config }): Rdap {
  const source = config.LR_RDAP_BOOTSTRAP ?? (config.LR_TEST_NETWORK ? undefined : IANA_BOOTSTRAP)
  let bootstrap: Promise<unknown> | undefined
  const load = (): Promise<unknown> => {
    // A registry list that cannot be read leaves every answer unknown; it is our failure, not the domain's.
    bootstrap ??= source === undefined ? Promise.resolve(null) : readBootstrap(http, source).catch(() => null)
    return bootstrap
  }
  return {
    async registration(domain) {
      const service = serviceFor(await load(), domain)
      if (service === undefined) return 'unknown'
      const base = service.endsWith('/') ? service : `${service}/`
      const exchange = await http.fetch({
        url: `${base}domain/${domain}`,
        headers: { accept: 'application/rdap+json' },
        declaredPort: true,
      })
      if (!exchange.ok) return 'unknown'
      if (exchange.response.status === 404) return 'no'
      return exchange.response.status === 200 ? 'yes' : 'unknown'
    },
  }
}
