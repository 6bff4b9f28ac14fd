import type { DaneHost, MailDane } from '../../../evidence/mail-dane'
import type { MailSmtp, SmtpHost, SmtpSession } from '../../../evidence/mail-smtp'

type Tls = NonNullable<SmtpSession['tls']>

/** A certificate for mx.acme.io that is in order on the day of the case tables. */
export function givenSmtpTls(extra: Partial<Tls> = {}): Tls {
  return {
    version: 'TLSv1.3',
    cipher: 'TLS_AES_256_GCM_SHA384',
    subject: { text: 'CN=mx.acme.io', commonName: 'mx.acme.io' },
    issuer: { text: "O=Let's Encrypt, CN=E5", commonName: 'E5' },
    names: ['mx.acme.io'],
    notBefore: '2026-10-01T00:00:00.000Z',
    notAfter: '2026-12-30T00:00:00.000Z',
    path: 'trusted',
    name: 'match',
    chain: ['1', '2'].map((digit) => ({
      spki256: digit.repeat(64),
      spki512: digit.repeat(128),
      cert256: `${digit}f`.repeat(32),
      cert512: `${digit}f`.repeat(64),
    })),
    ...extra,
  }
}

/** A session that ended well. */
export function givenSession(extra: Partial<SmtpSession> = {}): SmtpSession {
  return {
    address: '198.18.1.1',
    family: 4,
    outcome: 'done',
    stage: 'tls',
    code: 220,
    greeting: 'mx.acme.io ESMTP',
    startTls: 'ok',
    tls: givenSmtpTls(),
    detail: '',
    at: 0,
    ...extra,
  }
}

/** A session that ended before there was any encryption. */
export function givenPlainSession(extra: Partial<SmtpSession> = {}): SmtpSession {
  const { tls: _tls, ...session } = givenSession({ stage: 'ehlo', startTls: 'absent', ...extra })
  return session
}

/** A session in which nothing was learnt. */
export function givenNoSession(outcome: SmtpSession['outcome'], extra: Partial<SmtpSession> = {}): SmtpSession {
  const { tls: _tls, startTls: _startTls, ...session } = givenSession({ outcome, stage: 'connect', ...extra })
  return session
}

/** A mail server with its sessions. */
export function givenSmtpHost(sessions: SmtpSession[], extra: Partial<SmtpHost> = {}): SmtpHost {
  return { exchange: 'mx.acme.io', preference: 10, sessions, ...extra }
}

/** What the mail servers of acme.io said. */
export function givenSmtp(hosts: SmtpHost[], extra: Partial<MailSmtp> = {}): MailSmtp {
  return { domain: 'acme.io', route: 'open', hosts, ...extra }
}

/** TLSA records of mx.acme.io, signed. */
export function givenDane(records: DaneHost['records'], host: Partial<DaneHost> = {}, extra: Partial<MailDane> = {}) {
  const entry: DaneHost = {
    exchange: 'mx.acme.io',
    name: '_25._tcp.mx.acme.io',
    status: records.length > 0 ? 'answer' : 'nxdomain',
    secure: records.length > 0,
    records,
    ...host,
  }
  const told = records.length > 0 ? { validates: true, secureMx: true } : {}
  return { domain: 'acme.io', hosts: [entry], ...told, ...extra }
}
