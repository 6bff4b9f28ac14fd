import { isReportUri } from '../checks/shared/mail/dmarc-record'
import { discoverDmarc, recordOf } from '../checks/shared/mail/dmarc-walk'
import { isWithin } from '../checks/shared/public-suffix'
import { mailDmarc } from '../evidence/mail-dmarc'
import { type MailReports, mailReports } from '../evidence/mail-reports'
import type { DnsClient } from '../net/dns/types'
import { byDeadline } from './shared/by-deadline'
import { defineCollector } from './shared/define'
import { exchangesOf, isVoid, textsOf } from './shared/mail-dns'

const MAX_URIS = 8
const MAX_POLICIES = 5

type Policy = MailReports['policies'][number]
type Destination = Policy['rua'][number]

/** The domain an address belongs to; undefined where it is no `mailto:` address. */
function destinationOf(uri: string): string | undefined {
  if (!/^mailto:/i.test(uri) || !isReportUri(uri)) return undefined
  return uri
    .slice(uri.lastIndexOf('@') + 1)
    .replace(/![0-9]+[kmgt]?$/i, '')
    .toLowerCase()
}

async function organisationOf(dns: DnsClient, domain: string): Promise<{ name: string; unsure: boolean }> {
  const { organisation, steps } = await discoverDmarc({
    domain,
    lookup: async (name) => {
      const answer = await dns.resolve(name, 'TXT')
      const status = answer.status === 'answer' ? 'found' : isVoid(answer) ? 'void' : 'error'
      return { status, texts: textsOf(answer) }
    },
  })
  return { name: organisation, unsure: steps.some((step) => step.status === 'error') }
}

type Taking = { state: 'works' | 'no-mx' | 'dead' | 'unknown'; seen: string }

/** Whether anything takes mail for the name. */
async function takesMail(dns: DnsClient, name: string): Promise<Taking> {
  const mx = await dns.resolve(name, 'MX')
  const exchanges = exchangesOf(mx).map((entry) => entry.exchange)
  const seen = `${name} MX: ${exchanges.join(', ') || mx.status}`
  if (exchanges.length > 0) return { state: exchanges.every((entry) => entry === '.') ? 'dead' : 'works', seen }
  if (!isVoid(mx) && mx.status !== 'badname') return { state: 'unknown', seen }
  const [a, aaaa, absence] = await Promise.all([
    dns.resolve(name, 'A'),
    dns.resolve(name, 'AAAA'),
    dns.confirmAbsent(name, 'MX'),
  ])
  if (absence.outcome === 'present') return { state: 'works', seen }
  if (a.status === 'answer' || aaaa.status === 'answer') return { state: 'no-mx', seen }
  const sure = absence.outcome === 'absent' && isVoid(a) && isVoid(aaaa)
  return { state: sure || mx.status === 'badname' ? 'dead' : 'unknown', seen }
}

/** Whether somebody else's domain agrees to take the reports. */
async function isAuthorised(dns: DnsClient, policy: string, destination: string) {
  const name = `${policy}._report._dmarc.${destination}`
  const answer = await dns.resolve(name, 'TXT')
  const texts = textsOf(answer)
  const seen = `${name} TXT: ${texts.join(' | ').slice(0, 200) || answer.status}`
  if (texts.some((text) => /^v\s*=\s*DMARC1/.test(text))) return { state: 'works' as const, seen }
  if (answer.status !== 'answer' && !isVoid(answer)) return { state: 'unknown' as const, seen }
  return { state: 'unauthorised' as const, seen }
}

async function lookAt(dns: DnsClient, policy: string, organisation: string, uri: string): Promise<Destination> {
  const destination = destinationOf(uri)
  if (destination === undefined) return { uri, destination: '', external: false, state: 'malformed', seen: [] }
  // What belongs to the owner of the policy needs nobody's leave (RFC 9990 section 4).
  const own = isWithin(destination, organisation) || isWithin(destination, policy)
  const [taking, other] = await Promise.all([
    takesMail(dns, destination),
    own ? undefined : organisationOf(dns, destination),
  ])
  const external = other !== undefined && other.name !== organisation
  const base = { uri, destination, external }
  if (taking.state !== 'works' || !external) return { ...base, state: taking.state, seen: [taking.seen] }
  const authorised = await isAuthorised(dns, policy, destination)
  const state = authorised.state === 'unauthorised' && other.unsure ? 'unknown' : authorised.state
  return { ...base, state, seen: [taking.seen, authorised.seen] }
}

function isForeign(uri: string, organisation: string, policy: string): boolean {
  const destination = destinationOf(uri)
  return destination !== undefined && !isWithin(destination, organisation) && !isWithin(destination, policy)
}

export default defineCollector(mailReports, {
  needs: { dmarc: mailDmarc },
  lane: 'dns',
  timeoutMs: 20_000,
  async collect({ dmarc }, { net: { dns }, softDeadline }): Promise<MailReports> {
    const byPolicy = new Map(
      dmarc.domains.flatMap((entry) => {
        const step = entry.steps.find((one) => one.domain === entry.policyDomain)
        const record = step === undefined ? undefined : recordOf(step)
        return step === undefined || record === undefined
          ? []
          : [[step.domain, { record, organisation: entry.organisation }]]
      }),
    )
    const policies = await Promise.all(
      [...byPolicy].slice(0, MAX_POLICIES).map(async ([domain, { record, organisation }]): Promise<Policy> => {
        const rua = await Promise.all(
          record.rua.slice(0, MAX_URIS).map((full) => {
            const uri = full.slice(0, 300)
            const late: Destination = { uri, destination: '', external: false, state: 'unknown', seen: [] }
            return byDeadline(softDeadline, lookAt(dns, domain, organisation, uri), late)
          }),
        )
        const rufExternal = record.ruf.filter((uri) => isForeign(uri, organisation, domain)).slice(0, MAX_URIS)
        return { domain, rua, rufExternal: rufExternal.map((uri) => uri.slice(0, 300)) }
      }),
    )
    return { policies }
  },
})
