import type { MailMx, MxHost } from '../../../evidence/mail-mx'
import type { MailProfile, MailSender } from '../../../evidence/mail-profile'

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
