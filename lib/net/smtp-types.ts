import type { CertificateFacts, ChainPath, NameMatch } from './tls-types'

/**
 * How far a conversation with a mail server came. `done`: it answered EHLO. `rejected`: it does not talk to
 * us (a 4xx or 5xx greeting). `garbage`: what answers is no mail server, or it answers beyond every limit.
 */
export type SmtpOutcome =
  | 'done'
  | 'rejected'
  | 'garbage'
  | 'refused'
  | 'timeout'
  | 'closed'
  | 'unreachable'
  | 'guarded'
  | 'aborted'

/** `injected`: unencrypted bytes came after the consent to encrypt, so what follows cannot be trusted (RFC 3207 section 6). */
export type StartTlsState = 'absent' | 'refused' | 'postponed' | 'injected' | 'failed' | 'ok'

/** One certificate of the chain with the digests a TLSA record may hold (RFC 6698 section 2.1), lower-case hex. */
export type SmtpCertificate = {
  spki256: string
  spki512: string
  cert256: string
  cert512: string
}

export type SmtpTls = {
  /** Such as `TLSv1.3`. */
  version: string
  cipher: string
  leaf: CertificateFacts
  path: ChainPath
  name: NameMatch
  /** The leaf first, then its issuers as sent or known, at most 6. */
  chain: SmtpCertificate[]
}

/** One session with one address of a mail server, as plain JSON. */
export type SmtpObservation = {
  host: string
  address: string
  family: 4 | 6
  outcome: SmtpOutcome
  stage: 'connect' | 'greeting' | 'ehlo' | 'starttls' | 'tls'
  /** Code of the last reply, where there was one. */
  code?: number
  /** First line of the greeting, printable characters only, at most 200. */
  greeting: string
  startTls?: StartTlsState
  tls?: SmtpTls
  /** What went wrong, for display; at most 200 characters. */
  detail: string
  /** When the session took place, milliseconds since 1970. */
  at: number
  ms: number
}

export type SmtpRequest = {
  host: string
  /** One of the vetted addresses of the host. */
  address: string
}

/** Whether connections to port 25 leave this network: tried once when it is in doubt, and remembered. */
export type SmtpRoute = 'open' | 'blocked' | 'off'

/** Talks to mail servers up to STARTTLS and never names a sender. Never rejects; a server is asked once in an hour. */
export type SmtpProber = {
  observe(request: SmtpRequest): Promise<SmtpObservation>
  /** `unanswered`: every session of the run ended without any sign of the other side. */
  route(unanswered: boolean): Promise<SmtpRoute>
}
