import type { LabReply, LabSite } from '../types'

const DOMAIN = 'registry.test'
const SERVICE = `rdap.${DOMAIN}`
const DAY_MS = 86_400_000
const LOCK = 'client transfer prohibited'

type Entry = { days?: number; status?: string[] } | { reply: LabReply }

const RDAP: [string, string] = ['content-type', 'application/rdap+json']

/** What the registry says about domains that are not simply registered for a long time. */
const ENTRIES: Readonly<Record<string, Entry>> = {
  'never-registered-xyz.test': { reply: { status: 404, headers: [RDAP], body: '{"errorCode":404}' } },
  'expiring.test': { days: 20, status: [LOCK] },
  'lapsing.test': { days: 5, status: [LOCK] },
  'expired.test': { days: -3, status: [LOCK, 'auto renew period'] },
  'redemption.test': { days: -40, status: ['redemption period'] },
  'held.test': { days: 300, status: [LOCK, 'client hold'] },
  'unlocked.test': { days: 300, status: ['active'] },
  'nodate.test': { status: [LOCK] },
  'ratelimited.test': { reply: { status: 429, headers: [['retry-after', '3600']], body: '' } },
  'broken-registry.test': { reply: { headers: [RDAP], body: '<html>We are moving</html>' } },
}

function described(name: string, { days, status = [] }: { days?: number; status?: string[] }): LabReply {
  const at = (offset: number) => new Date(Date.now() + offset * DAY_MS).toISOString()
  const events = [
    { eventAction: 'registration', eventDate: at(-700) },
    ...(days === undefined ? [] : [{ eventAction: 'expiration', eventDate: at(days) }]),
  ]
  const vcardArray = [
    'vcard',
    [
      ['version', {}, 'text', '4.0'],
      ['fn', {}, 'text', 'Laboratory Names'],
    ],
  ]
  const entities = [{ objectClassName: 'entity', roles: ['registrar'], vcardArray }]
  const body = JSON.stringify({ objectClassName: 'domain', ldhName: name, status, events, entities })
  return { headers: [RDAP], body }
}

function answerFor(name: string): LabReply {
  const entry = ENTRIES[name] ?? { days: 200, status: [LOCK] }
  return 'reply' in entry ? entry.reply : described(name, entry)
}

/** A registry with an RDAP service (RFC 9082): it knows every domain but those nobody registered. */
export const registrySite: LabSite = {
  id: 'registry',
  about: 'a registry that says which domains are registered, and until when',
  domain: DOMAIN,
  hosts: [{ name: SERVICE, http: 'closed', https: ({ path }) => answerFor(path.replace(/^\/domain\//, '')) }],
  target: { domain: DOMAIN, hosts: [], urls: [], sending: [], profile: {} },
  expect: {},
}

/** The bootstrap registry (RFC 9224) that names the service above for every name under .test. */
export const registryBootstrap = JSON.stringify({ version: '1.0', services: [[['test'], [`https://${SERVICE}/`]]] })
