import { isFreeMail } from '../checks/shared/mail/provider-lookup'
import { auditSpf } from '../checks/shared/spf/audit'
import { isAboutSpf, isSpfRecord } from '../checks/shared/spf/parse'
import type { Immutable } from '../engine/immutable'
import { type MailProfile, mailProfile } from '../evidence/mail-profile'
import { mailSpf, type SpfDomain } from '../evidence/mail-spf'
import type { DnsAnswer, DnsClient } from '../net/dns/types'
import { byDeadline } from './shared/by-deadline'
import { defineCollector } from './shared/define'
import { aliasesOf, confirmedTexts, spfLookup, textsOf } from './shared/mail-dns'

const MAX_DOMAINS = 20
const MAX_TEXTS = 10

type Wanted = Pick<SpfDomain, 'domain' | 'roles' | 'required'>

function wantedDomains(profile: Immutable<MailProfile>): Wanted[] {
  const wanted = new Map<string, Wanted>()
  const add = (domain: string, role: SpfDomain['roles'][number], required: boolean): void => {
    const entry = wanted.get(domain) ?? { domain, roles: [], required: false }
    if (!entry.roles.includes(role)) entry.roles.push(role)
    entry.required ||= required
    wanted.set(domain, entry)
  }
  add(profile.domain, 'main', false)
  for (const sender of profile.senders) if (!isFreeMail(sender.domain)) add(sender.domain, 'from', false)
  for (const path of profile.returnPaths) {
    if (!isFreeMail(path.domain)) add(path.domain, path.source === 'from' ? 'from' : 'return-path', true)
  }
  return [...wanted.values()].slice(0, MAX_DOMAINS)
}

async function findElsewhere(dns: DnsClient, domain: string): Promise<SpfDomain['elsewhere']> {
  const names = ['spf', '_spf', 'www'].map((label) => `${label}.${domain}`)
  const answers = await Promise.all(names.map((name) => dns.resolve(name, 'TXT')))
  return answers.flatMap((answer) =>
    textsOf(answer)
      .filter(isSpfRecord)
      .map((text) => ({ name: answer.name, text })),
  )
}

/** The record type that SPF had for itself until 2014; nobody reads it any more (RFC 7208 section 3.1). */
async function oldTypeOf(dns: DnsClient, domain: string): Promise<SpfDomain['oldType']> {
  const answer = await dns.resolve(domain, 'SPF')
  const text = answer.records.flatMap((entry) => (entry.type === 'OTHER' ? [entry.data.slice(0, 1000)] : []))[0]
  return { status: answer.status, ...(text === undefined ? {} : { text }) }
}

/** Every string travels with a length byte, every record with twelve bytes around it (RFC 1035 section 4.1.3). */
function txtBytes(answer: DnsAnswer): number {
  return answer.records.reduce(
    (sum, entry) =>
      entry.type === 'TXT'
        ? sum + 12 + entry.strings.reduce((size, text) => size + 1 + Buffer.byteLength(text), 0)
        : sum,
    0,
  )
}

async function lookAt(dns: DnsClient, wanted: Wanted): Promise<SpfDomain> {
  const [{ answer, absence }, oldType] = await Promise.all([
    confirmedTexts(dns, wanted.domain),
    oldTypeOf(dns, wanted.domain),
  ])
  const texts = textsOf(answer).filter(isAboutSpf)
  const record = answer.records.find((entry) => entry.type === 'TXT' && isSpfRecord(entry.text))
  const senderId = textsOf(answer).find((text) => /^spf2\.0\//i.test(text))
  const base: SpfDomain = {
    ...wanted,
    status: answer.status,
    ...(absence === undefined ? {} : { absence }),
    aliases: aliasesOf(answer),
    texts: texts.slice(0, MAX_TEXTS),
    strings: record?.type === 'TXT' ? record.strings.length : 0,
    elsewhere: [],
    txtBytes: txtBytes(answer),
    oldType,
    ...(senderId === undefined ? {} : { senderId: senderId.slice(0, 512) }),
  }
  if (record === undefined) return { ...base, elsewhere: await findElsewhere(dns, wanted.domain) }
  const lookup = spfLookup(dns)
  const audit = await auditSpf({
    domain: wanted.domain,
    // What was read at the authority stands in for what the resolver has not seen yet.
    lookup: async (name, type) =>
      name === wanted.domain && type === 'TXT'
        ? { status: 'found', values: answer.records.flatMap((entry) => (entry.type === 'TXT' ? [entry.text] : [])) }
        : lookup(name, type),
  })
  return { ...base, audit }
}

export default defineCollector(mailSpf, {
  needs: { profile: mailProfile },
  lane: 'dns',
  timeoutMs: 45_000,
  async collect({ profile }, { net: { dns }, softDeadline }) {
    const domains = await Promise.all(
      wantedDomains(profile).map((wanted) =>
        byDeadline(softDeadline, lookAt(dns, wanted), {
          ...wanted,
          status: 'timeout' as const,
          aliases: [],
          texts: [],
          strings: 0,
          elsewhere: [],
          txtBytes: 0,
          oldType: { status: 'timeout' as const },
        }),
      ),
    )
    return { sends: profile.sends, domains }
  },
})
