import { parseDmarc } from '../checks/shared/mail/dmarc-record'
import { type DmarcDiscovery, type DmarcStep, discoverDmarc, recordOf } from '../checks/shared/mail/dmarc-walk'
import { isFreeMail } from '../checks/shared/mail/provider-lookup'
import { registrableDomain } from '../checks/shared/public-suffix'
import { type DmarcDomain, mailDmarc } from '../evidence/mail-dmarc'
import { mailProfile } from '../evidence/mail-profile'
import type { DnsAnswer, DnsClient } from '../net/dns/types'
import { defineCollector } from './shared/define'
import { aliasesOf, confirmedTexts, isVoid, textsOf } from './shared/mail-dns'

const MAX_TEXTS = 8
const WILDCARD_PROBE = 'lr-not-a-name-7f3k'

type Step = DmarcDomain['steps'][number]

function stepStatus(answer: DnsAnswer): DmarcStep['status'] {
  if (answer.status === 'answer') return 'found'
  return isVoid(answer) || answer.status === 'badname' ? 'void' : 'error'
}

/** The walk for one name, with the answers as they came. */
async function walk(dns: DnsClient, domain: string): Promise<{ discovery: DmarcDiscovery; steps: Step[] }> {
  const details = new Map<string, Step>()
  const discovery = await discoverDmarc({
    domain,
    lookup: async (name) => {
      const answer = await dns.resolve(name, 'TXT')
      // Whatever else stands there must not crowd out what is about DMARC.
      const [about, other] = [true, false].map((wanted) =>
        textsOf(answer).filter((text) => (parseDmarc(text).kind !== 'unrelated') === wanted),
      )
      const texts = [...(about ?? []), ...(other ?? [])].slice(0, MAX_TEXTS)
      const status = stepStatus(answer)
      const owner = name.slice('_dmarc.'.length)
      details.set(owner, { domain: owner, status, dns: answer.status, texts, aliases: aliasesOf(answer) })
      return { status, texts }
    },
  })
  return { discovery, steps: discovery.steps.flatMap((step) => details.get(step.domain) ?? []) }
}

/** RFC 7489: the own record, else that of the registrable domain by the public suffix list. */
async function legacyPolicyDomain(dns: DnsClient, domain: string): Promise<string | undefined> {
  for (const name of new Set([domain, registrableDomain(domain)])) {
    const answer = await dns.resolve(`_dmarc.${name}`, 'TXT')
    if (recordOf({ texts: textsOf(answer) }) !== undefined) return name
  }
  return undefined
}

function existence(answer: DnsAnswer): DmarcDomain['exists'] {
  if (answer.status === 'answer' || answer.status === 'nodata') return 'yes'
  return answer.status === 'nxdomain' ? 'no' : 'unknown'
}

async function lookAt(dns: DnsClient, domain: string): Promise<DmarcDomain> {
  const [{ discovery, steps }, apex, random, legacy] = await Promise.all([
    walk(dns, domain),
    dns.resolve(domain, 'TXT'),
    dns.resolve(`${WILDCARD_PROBE}.${domain}`, 'TXT'),
    legacyPolicyDomain(dns, domain),
  ])
  const own = (steps[0]?.texts ?? []).filter((text) => parseDmarc(text).kind === 'dmarc')
  const caught = textsOf(random)
  const misplaced = textsOf(apex).find((text) => parseDmarc(text).kind !== 'unrelated')
  const base: DmarcDomain = {
    domain,
    exists: existence(apex),
    steps,
    ...(discovery.policyDomain === undefined ? {} : { policyDomain: discovery.policyDomain }),
    inherited: discovery.inherited,
    organisation: discovery.organisation,
    unsure: discovery.unsure,
    wildcard: own.length > 0 && own.every((text) => caught.includes(text)),
    ...(misplaced === undefined ? {} : { misplaced }),
    ...(legacy === undefined ? {} : { legacyPolicyDomain: legacy }),
  }
  if (discovery.policyDomain !== undefined || steps[0]?.status !== 'void') return base
  const { absence } = await confirmedTexts(dns, `_dmarc.${domain}`)
  return absence === undefined ? base : { ...base, absence }
}

export default defineCollector(mailDmarc, {
  needs: { profile: mailProfile },
  lane: 'dns',
  timeoutMs: 25_000,
  async collect({ profile }, { net: { dns }, target }) {
    const senders = profile.senders.map((sender) => sender.domain).filter((domain) => !isFreeMail(domain))
    const froms = [...new Set(senders.length > 0 ? senders : [profile.domain])]
    const mailHosts = target.hosts.filter((host) => host.role === 'mail').map((host) => host.name.toLowerCase())
    const related = [
      ...froms,
      ...profile.returnPaths.map((path) => path.domain),
      ...froms.map((from) => `mail.${from}`),
      ...mailHosts,
      profile.domain,
    ]
    const [domains, organisations] = await Promise.all([
      Promise.all(froms.map((domain) => lookAt(dns, domain))),
      Promise.all(
        [...new Set(related)].map(async (name) => {
          const { discovery } = await walk(dns, name)
          const unsure = discovery.steps.some((step) => step.status === 'error')
          return { name, organisation: discovery.organisation, unsure }
        }),
      ),
    ])
    return { sends: profile.sends, domains, organisations }
  },
})
