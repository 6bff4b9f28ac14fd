import type { DkimDomain, DkimSelector } from '../../../evidence/mail-dkim'
import type { DmarcDomain } from '../../../evidence/mail-dmarc'
import type { MailMx, MxHost } from '../../../evidence/mail-mx'
import type { MailProfile, MailSender } from '../../../evidence/mail-profile'
import type { SpfDomain } from '../../../evidence/mail-spf'
import { auditSpf } from '../spf/audit'
import { discoverDmarc } from './dmarc-walk'

/** A profile for case tables: acme.io sends and receives, by nothing we know. */
export function givenProfile(extra: Partial<MailProfile> = {}): MailProfile {
  return {
    domain: 'acme.io',
    sends: true,
    sendsBecause: 'stated',
    receives: true,
    status: 'answer',
    exchanges: [],
    senders: [givenSender()],
    returnPaths: [],
    providers: [],
    ...extra,
  }
}

/** A sender of acme.io. */
export function givenSender(extra: Partial<MailSender> = {}): MailSender {
  return { domain: 'acme.io', selectors: [], stated: true, ...extra }
}

/** A mail host with one public address. */
export function givenMxHost(exchange: string, extra: Partial<MxHost> = {}): MxHost {
  return {
    preference: 10,
    exchange,
    kind: exchange === '.' ? 'null' : 'host',
    aliases: [],
    v4: { status: 'answer', addresses: [{ address: '198.18.1.1', class: 'public' }] },
    v6: { status: 'nodata', addresses: [] },
    ...extra,
  }
}

/** The mail servers of acme.io; none means that the authority confirmed it. */
export function givenMx(hosts: MxHost[], extra: Partial<MailMx> = {}): MailMx {
  const status = hosts.length > 0 ? 'answer' : 'nodata'
  return { domain: 'acme.io', status, late: false, hosts, ...(hosts.length > 0 ? {} : { absence: 'absent' }), ...extra }
}

type Zone = Readonly<Record<string, readonly string[] | 'timeout'>>

/**
 * SPF evidence of acme.io as the walk over these answers gives it. `'name TYPE': values`; a name that
 * is not listed does not exist.
 */
export async function givenSpf(record: string | readonly string[], zone: Zone = {}, extra: Partial<SpfDomain> = {}) {
  const domain = extra.domain ?? 'acme.io'
  const texts = typeof record === 'string' ? [record] : [...record]
  const audit = await auditSpf({
    domain,
    lookup: async (name, type) => {
      const found = name === domain && type === 'TXT' ? texts : zone[`${name} ${type}`]
      if (found === 'timeout') return { status: 'error', detail: 'timeout' }
      return found === undefined ? { status: 'void', nxdomain: true } : { status: 'found', values: found }
    },
  })
  const entry: SpfDomain = {
    domain,
    roles: ['main', 'from'],
    required: true,
    status: 'answer',
    aliases: [],
    texts,
    strings: 1,
    elsewhere: [],
    oldType: { status: 'nodata' as const },
    txtBytes: texts.reduce((sum, text) => sum + text.length + 1, 0),
    audit,
    ...extra,
  }
  return { sends: true, domains: [entry] }
}

/** SPF evidence of a domain without a record. */
export function givenNoSpf(extra: Partial<SpfDomain> = {}, sends = true) {
  const entry: SpfDomain = {
    domain: 'acme.io',
    roles: ['main', 'from'],
    required: true,
    status: 'nodata',
    absence: 'absent',
    aliases: [],
    texts: [],
    strings: 0,
    elsewhere: [],
    oldType: { status: 'nodata' as const },
    txtBytes: 0,
    ...extra,
  }
  return { sends, domains: [entry] }
}

/** A key of acme.io as it was found. */
export function givenKey(selector: string, record: string, extra: Partial<DkimSelector> = {}): DkimSelector {
  return {
    selector,
    domain: 'acme.io',
    source: 'stated',
    providers: [],
    status: 'answer',
    aliases: [],
    records: [record],
    ...extra,
  }
}

/** DKIM evidence of acme.io. */
export function givenDkim(selectors: DkimSelector[], extra: Partial<DkimDomain> = {}) {
  const domain: DkimDomain = {
    domain: 'acme.io',
    root: selectors.length > 0 ? 'nodata' : 'nxdomain',
    rootReliable: true,
    wildcard: false,
    asked: 50,
    unanswered: 0,
    selectors,
    ...extra,
  }
  return { sends: true, domains: [domain] }
}

/** DMARC evidence as the walk over these answers gives it; a name that is not listed has no record. */
export async function givenDmarc(
  zone: Readonly<Record<string, readonly string[] | 'timeout'>>,
  extra: Partial<DmarcDomain> = {},
) {
  const domain = extra.domain ?? 'acme.io'
  const discovery = await discoverDmarc({
    domain,
    lookup: async (name) => {
      const found = zone[name]
      if (found === 'timeout') return { status: 'error', texts: [] }
      return found === undefined ? { status: 'void', texts: [] } : { status: 'found', texts: [...found] }
    },
  })
  const dns = { found: 'answer', void: 'nxdomain', error: 'timeout' } as const
  const entry: DmarcDomain = {
    domain,
    exists: 'yes',
    steps: discovery.steps.map((step) => ({ ...step, dns: dns[step.status], aliases: [] })),
    ...(discovery.policyDomain === undefined
      ? { absence: 'absent' as const }
      : { policyDomain: discovery.policyDomain, legacyPolicyDomain: discovery.policyDomain }),
    inherited: discovery.inherited,
    organisation: discovery.organisation,
    unsure: discovery.unsure,
    wildcard: false,
    ...extra,
  }
  return {
    sends: true,
    domains: [entry],
    organisations: [{ name: domain, organisation: discovery.organisation, unsure: false }],
  }
}

/** A return-path of the first sender. */
export function givenReturnPath(domain: string, extra: Partial<MailProfile['returnPaths'][number]> = {}) {
  return {
    sender: 0,
    domain,
    source: 'stated' as const,
    status: 'answer' as const,
    aliases: [],
    mxStatus: 'nodata' as const,
    exchanges: [],
    ...extra,
  }
}
