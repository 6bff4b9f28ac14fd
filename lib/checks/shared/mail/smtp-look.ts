import type { Exhibit } from '../../../engine/finding'
import type { Immutable } from '../../../engine/immutable'
import type { SmtpHost, SmtpSession } from '../../../evidence/mail-smtp'

type Session = Immutable<SmtpSession>
type Host = Immutable<SmtpHost>

/** What one mail server offers, worst first; `unseen` says nothing about it. */
export type SmtpState = 'absent' | 'broken' | 'certificate' | 'old' | 'good' | 'unseen'

export type SmtpOpinion = { state: SmtpState; session?: Session; problem?: string }

const ORDER: readonly SmtpState[] = ['absent', 'broken', 'certificate', 'old', 'good', 'unseen']

const PATH_WORDS: Readonly<Record<NonNullable<SmtpSession['tls']>['path'], string>> = {
  trusted: '',
  'self-signed': 'is self-signed',
  'untrusted-root': 'comes from an authority nobody knows',
  incomplete: 'comes without its intermediate',
  misordered: 'is sent in the wrong order',
  invalid: 'has a chain that does not hold',
}

/** What is wrong with the certificate a session met, as the end of a sentence; undefined where it is fine. */
export function certificateProblem(session: Session, now: number): string | undefined {
  const { tls } = session
  if (tls === undefined) return undefined
  if (Date.parse(tls.notAfter) <= now) return `expired on ${tls.notAfter.slice(0, 10)}`
  if (Date.parse(tls.notBefore) > now) return `is not valid before ${tls.notBefore.slice(0, 10)}`
  if (tls.path !== 'trusted') return PATH_WORDS[tls.path]
  return tls.name === 'match' ? undefined : 'names another server'
}

function stateOf(session: Session, now: number): SmtpOpinion {
  if (session.outcome !== 'done') return { state: 'unseen', session }
  switch (session.startTls) {
    case 'absent':
    case 'refused':
      return { state: 'absent', session }
    case 'failed':
    case 'injected':
      return { state: 'broken', session }
    case 'ok': {
      const problem = certificateProblem(session, now)
      if (problem !== undefined) return { state: 'certificate', session, problem }
      return { state: /^TLSv1\.[23]$/.test(session.tls?.version ?? '') ? 'good' : 'old', session }
    }
    default:
      return { state: 'unseen', session }
  }
}

/** The worst that any address of a mail server showed; addresses that showed nothing do not count beside others. */
export function judgeSmtpHost(host: Host, now: number): SmtpOpinion {
  const opinions = host.sessions.map((session) => stateOf(session, now))
  const sorted = opinions.toSorted((left, right) => ORDER.indexOf(left.state) - ORDER.indexOf(right.state))
  return sorted[0] ?? { state: 'unseen' }
}

const SILENT_WORDS: Readonly<Record<SmtpSession['outcome'], string>> = {
  done: 'asked us to come back later',
  rejected: 'does not talk to us',
  garbage: 'did not answer like a mail server',
  refused: 'refused the connection',
  timeout: 'did not answer in time',
  closed: 'closed the connection',
  unreachable: 'could not be reached',
  guarded: 'has an address we do not contact',
  aborted: 'was not asked to the end',
}

/** Why nothing is known of a server, to complete a sentence. */
export function silenceWords(session: Session | undefined): string {
  return session === undefined ? 'has no address we could ask' : SILENT_WORDS[session.outcome]
}

function encryptionWords({ outcome, startTls, tls, detail }: Session): string {
  if (outcome !== 'done') return detail === '' ? SILENT_WORDS[outcome] : detail
  if (startTls === 'ok') return `${tls?.version ?? ''} ${tls?.cipher ?? ''}`.trim()
  return startTls === 'absent' ? 'none offered' : `${startTls ?? 'not told'}: ${detail}`
}

/** What was said on port 25, and the certificate that was shown. */
export function smtpExhibits(host: Host, shown: Session | undefined): Exhibit[] {
  const table: Exhibit = {
    kind: 'table',
    title: `Port 25 of ${host.exchange}`,
    columns: ['Address', 'Greeting', 'Encryption'],
    rows: host.sessions.map((session) => [session.address, session.greeting, encryptionWords(session)]),
  }
  const tls = shown?.tls
  if (tls === undefined) return [table]
  return [
    table,
    {
      kind: 'cert',
      title: `Certificate of ${host.exchange}`,
      host: host.exchange,
      address: shown?.address,
      subject: tls.subject.text,
      issuer: tls.issuer.text,
      names: [...tls.names],
      notBefore: tls.notBefore,
      notAfter: tls.notAfter,
    },
  ]
}
