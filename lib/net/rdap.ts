import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import type { Config } from '../config'
import type { HttpProber, HttpResponse } from './http-types'
import { NOTHING_READ, type RegistrationFacts, readDomain } from './rdap-domain'

export type { RegistrationFacts } from './rdap-domain'

const IANA_BOOTSTRAP = 'https://data.iana.org/rdap/dns.json'
/** The list changes a few times a week; IANA asks not to be read for every look-up (RFC 9224 section 8). */
const BOOTSTRAP_MS = 24 * 3_600_000
const MAX_BODY = 512 * 1024
const TOTAL_MS = 10_000

const bootstrapSchema = z.object({ services: z.array(z.tuple([z.array(z.string()), z.array(z.string())])) })

export type Registration = 'yes' | 'no' | 'unknown'

/** Asks registries whether and how a domain is registered (RFC 9082, 9083, 9224). One look-up per domain and run. */
export type Rdap = {
  /** `unknown` where the registry has no service, does not answer, or answers anything but yes or no. */
  registration(domain: string): Promise<Registration>
  /** Dates, status and registrar; the registrar's own service is asked too where the registry names it. Never throws. */
  facts(domain: string): Promise<RegistrationFacts>
}

const kept = new Map<string, { until: number; list: Promise<unknown> }>()

async function readBootstrap(http: HttpProber, source: string): Promise<unknown> {
  if (!/^https?:/.test(source)) return JSON.parse(await readFile(source, 'utf8'))
  const exchange = await http.fetch({ url: source })
  if (!exchange.ok || exchange.response.status !== 200) throw new Error('the list of registries did not arrive')
  return JSON.parse(exchange.response.body.text ?? 'null')
}

/** The list of registries, shared by all runs of this process for a day; a failure is not kept. */
function bootstrapOf(http: HttpProber, source: string): Promise<unknown> {
  const known = kept.get(source)
  if (known !== undefined && known.until > performance.now()) return known.list
  const list = readBootstrap(http, source)
  if (/^https?:/.test(source)) kept.set(source, { until: performance.now() + BOOTSTRAP_MS, list })
  // A registry list that cannot be read leaves every answer unknown; it is our failure, not the domain's.
  return list.catch(() => {
    kept.delete(source)
    return null
  })
}

function serviceFor(bootstrap: unknown, domain: string): string | undefined {
  const parsed = bootstrapSchema.safeParse(bootstrap)
  if (!parsed.success) return undefined
  const suffix = domain.slice(domain.lastIndexOf('.') + 1).toLowerCase()
  const service = parsed.data.services.find(([suffixes]) => suffixes.some((entry) => entry.toLowerCase() === suffix))
  return service?.[1].find((url) => url.startsWith('https://')) ?? service?.[1][0]
}

function parseBody(response: HttpResponse): unknown {
  try {
    return JSON.parse(response.body.text ?? 'null')
  } catch {
    return null
  }
}

function retryAfter(response: HttpResponse): string | undefined {
  return response.headers.find(([name]) => name.toLowerCase() === 'retry-after')?.[1].slice(0, 60)
}

async function ask(http: HttpProber, url: string) {
  return http.fetch({
    url,
    headers: { accept: 'application/rdap+json' },
    declaredPort: true,
    maxBody: MAX_BODY,
    totalMs: TOTAL_MS,
  })
}

/** What the registrar's own service says, where the registry points to it; its date wins over that of the registry. */
async function registrarDate(http: HttpProber, url: string | undefined): Promise<string | undefined> {
  if (url === undefined) return undefined
  const exchange = await ask(http, url)
  if (!exchange.ok || exchange.response.status !== 200) return undefined
  return readDomain(parseBody(exchange.response))?.facts.expires
}

async function lookUp(http: HttpProber, service: string | undefined, domain: string): Promise<RegistrationFacts> {
  if (service === undefined) return { ...NOTHING_READ, outcome: 'no-service' }
  const base = service.endsWith('/') ? service : `${service}/`
  const exchange = await ask(http, `${base}domain/${domain}`)
  if (!exchange.ok) return { ...NOTHING_READ, outcome: 'failed' }
  const { response } = exchange
  if (response.status === 404) return { ...NOTHING_READ, outcome: 'not-found' }
  if (response.status === 429) {
    const after = retryAfter(response)
    return { ...NOTHING_READ, outcome: 'rate-limited', ...(after === undefined ? {} : { retryAfter: after }) }
  }
  const read = response.status === 200 ? readDomain(parseBody(response)) : undefined
  if (read === undefined) return { ...NOTHING_READ, outcome: 'failed' }
  const registrarExpires = await registrarDate(http, read.registrarUrl)
  return { ...read.facts, ...(registrarExpires === undefined ? {} : { registrarExpires }) }
}

/** The registration data of one run; the laboratory network has no registry unless a file names one. */
export function createRdap({ http, config }: { http: HttpProber; config: Config }): Rdap {
  const source = config.LR_RDAP_BOOTSTRAP ?? (config.LR_TEST_NETWORK ? undefined : IANA_BOOTSTRAP)
  const asked = new Map<string, Promise<RegistrationFacts>>()
  const facts = (domain: string): Promise<RegistrationFacts> => {
    const name = domain.toLowerCase()
    const known = asked.get(name)
    if (known !== undefined) return known
    const list = source === undefined ? Promise.resolve(null) : bootstrapOf(http, source)
    const found = list.then((bootstrap) => lookUp(http, serviceFor(bootstrap, name), name))
    asked.set(name, found)
    return found
  }
  return {
    facts,
    async registration(domain) {
      const { outcome } = await facts(domain)
      if (outcome === 'found') return 'yes'
      return outcome === 'not-found' ? 'no' : 'unknown'
    },
  }
}
