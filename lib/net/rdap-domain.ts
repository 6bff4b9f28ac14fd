import { z } from 'zod'

/** What a registry says about a domain, bounded; dates are ISO 8601, status words in lower case without spaces. */
export type RegistrationFacts = {
  outcome: 'found' | 'not-found' | 'no-service' | 'rate-limited' | 'failed'
  /** With `rate-limited`: what the registry asked for, as sent. */
  retryAfter?: string
  expires?: string
  /** The registrar's own date, where it could be read. */
  registrarExpires?: string
  registered?: string
  changed?: string
  status: string[]
  registrar?: string
  nameServers: string[]
  signed?: boolean
}

export const NOTHING_READ: Pick<RegistrationFacts, 'status' | 'nameServers'> = { status: [], nameServers: [] }

const MAX = 20

const listOf = <Schema extends z.ZodType>(schema: Schema) => z.array(schema).max(500).optional().catch(undefined)

/** RFC 9083 section 5.3; servers leave out and add what they like, so every part may be missing. */
const domainSchema = z.object({
  objectClassName: z.literal('domain'),
  events: listOf(z.object({ eventAction: z.string(), eventDate: z.string() })),
  status: listOf(z.string()),
  entities: listOf(
    z.object({ roles: z.array(z.string()).optional().catch(undefined), vcardArray: z.unknown().optional() }),
  ),
  nameservers: listOf(z.object({ ldhName: z.string().optional() })),
  secureDNS: z.object({ delegationSigned: z.boolean().optional() }).optional().catch(undefined),
  links: listOf(z.object({ rel: z.string().optional(), href: z.string().optional(), type: z.string().optional() })),
})

const vcardSchema = z.tuple([z.literal('vcard'), z.array(z.array(z.unknown()))])

type Domain = z.infer<typeof domainSchema>

function dateOf(domain: Domain, action: string): string | undefined {
  const text = domain.events?.find((event) => event.eventAction.toLowerCase() === action)?.eventDate
  const time = text === undefined ? Number.NaN : Date.parse(text)
  return Number.isNaN(time) ? undefined : new Date(time).toISOString()
}

function registrarOf(domain: Domain): string | undefined {
  const entity = domain.entities?.find(({ roles }) => roles?.includes('registrar'))
  const card = vcardSchema.safeParse(entity?.vcardArray)
  const name = card.success ? card.data[1].find(([field]) => field === 'fn')?.[3] : undefined
  return typeof name === 'string' && name.trim() !== '' ? name.trim().slice(0, 120) : undefined
}

/** Status words differ in spelling between EPP and RDAP (RFC 8056): `client hold`, `clientHold`. */
function statusWord(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z]/g, '')
    .slice(0, 60)
}

/** Reads an RDAP answer about a domain; undefined when it is none. `registrarUrl` is where the registrar tells more. */
export function readDomain(body: unknown): { facts: RegistrationFacts; registrarUrl: string | undefined } | undefined {
  const parsed = domainSchema.safeParse(body)
  if (!parsed.success) return undefined
  const domain = parsed.data
  const optional = {
    expires: dateOf(domain, 'expiration'),
    registered: dateOf(domain, 'registration'),
    changed: dateOf(domain, 'last changed'),
    registrar: registrarOf(domain),
    signed: domain.secureDNS?.delegationSigned,
  }
  const known = Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined))
  const related = domain.links?.find(({ rel, type }) => rel === 'related' && type === 'application/rdap+json')?.href
  return {
    facts: {
      outcome: 'found',
      status: (domain.status ?? []).slice(0, MAX).map(statusWord),
      nameServers: (domain.nameservers ?? [])
        .slice(0, MAX)
        .flatMap(({ ldhName }) => ldhName?.toLowerCase().slice(0, 253) ?? []),
      ...known,
    },
    registrarUrl: related?.startsWith('https://') === true ? related.slice(0, 2000) : undefined,
  }
}
