import { bareTarget } from '../engine/target'
import type { MessageProof, MessageSignature } from '../evidence/mail-message'
import emailLiveProof from './email-live-proof'
import { cases, settled, timedOut } from './shared/cases'

function signature(extra: Partial<MessageSignature> = {}): MessageSignature {
  return {
    domain: 'acme.io',
    selector: 'resend',
    algorithm: 'rsa-sha256',
    result: 'valid',
    detail: '',
    bits: 2048,
    partial: false,
    alignment: 'same',
    ...extra,
  }
}

type Report = NonNullable<MessageProof['report']>

function report(extra: Partial<Report> = {}): Report {
  return { by: 'mx.google.com', dkim: [], ...extra }
}

function given(extra: Partial<MessageProof> = {}) {
  const proof: MessageProof = {
    version: 1,
    fromDomains: ['acme.io'],
    fromFields: 1,
    fromAddresses: 1,
    date: '2026-11-19T08:00:00.000Z',
    signatures: [signature()],
    dmarc: { state: 'found', policyDomain: 'acme.io', organisation: 'acme.io', adkim: 'r', aspf: 'r' },
    unsubscribe: 'none',
    headers: [['From', '***@acme.io']],
    ...extra,
  }
  return { message: { proof, pastedAt: Date.parse('2026-11-19T09:00:00Z'), by: 'Ada' } }
}

const strict = {
  state: 'found' as const,
  policyDomain: 'acme.io',
  organisation: 'acme.io',
  adkim: 's' as const,
  aspf: 's' as const,
}
const spfPass = report({ spf: 'pass', spfDomain: 'send.acme.io', spfAlignment: 'organisation', dmarc: 'pass' })
const reportedPass = report({ dkim: [{ result: 'pass', domain: 'acme.io' }], dmarc: 'pass' })

cases(emailLiveProof, {
  'aligned and signed': { given: given(), verdict: 'pass', codes: ['ok'] },
  'signed by a subdomain, relaxed': {
    given: given({ signatures: [signature({ domain: 'mail.acme.io', alignment: 'organisation' })] }),
    verdict: 'pass',
  },
  'two signatures, the provider first': {
    given: given({ signatures: [signature({ domain: 'amazonses.com', alignment: 'no' }), signature()] }),
    verdict: 'pass',
  },
  Ed25519: { given: given({ signatures: [signature({ algorithm: 'ed25519-sha256', bits: 256 })] }), verdict: 'pass' },
  'signed by the domain of the provider only': {
    given: given({ signatures: [signature({ domain: 'amazonses.com', alignment: 'no' })] }),
    verdict: 'fail',
    codes: ['foreign'],
    says: ['amazonses.com'],
  },
  'body changed, the receiver says pass': {
    given: given({ signatures: [signature({ result: 'body-changed' })], report: reportedPass }),
    verdict: 'warn',
    codes: ['reformatted'],
  },
  'body changed, no word of a receiver': {
    given: given({ signatures: [signature({ result: 'body-changed' })] }),
    verdict: 'warn',
    codes: ['reformatted'],
  },
  'body changed, the receiver says fail': {
    given: given({
      signatures: [signature({ result: 'body-changed' })],
      report: report({ dkim: [{ result: 'fail', domain: 'acme.io' }], dmarc: 'fail' }),
    }),
    verdict: 'fail',
    codes: ['bad-signature'],
  },
  'signature does not match': {
    given: given({ signatures: [signature({ result: 'bad-signature' })] }),
    verdict: 'fail',
    codes: ['bad-signature'],
  },
  'signature does not match, the receiver says pass': {
    given: given({ signatures: [signature({ result: 'bad-signature' })], report: reportedPass }),
    verdict: 'warn',
    codes: ['reformatted'],
  },
  'strict alignment and a subdomain': {
    given: given({ dmarc: strict, signatures: [signature({ domain: 'mail.acme.io', alignment: 'organisation' })] }),
    verdict: 'fail',
    codes: ['strict'],
  },
  'strict alignment and the same domain': { given: given({ dmarc: strict }), verdict: 'pass' },
  'two From fields': { given: given({ fromFields: 2, fromAddresses: 2 }), verdict: 'fail', codes: ['several-from'] },
  'one From field with two addresses': { given: given({ fromAddresses: 2 }), verdict: 'fail', codes: ['several-from'] },
  'no From field': {
    given: given({ fromFields: 0, fromAddresses: 0, fromDomains: [] }),
    verdict: 'fail',
    codes: ['no-from'],
  },
  'no signature and SPF aligned': {
    given: given({ signatures: [], report: spfPass }),
    verdict: 'warn',
    codes: ['spf-only'],
  },
  'no signature and nothing else': { given: given({ signatures: [] }), verdict: 'fail', codes: ['unsigned'] },
  'no signature, SPF of the provider': {
    given: given({
      signatures: [],
      report: report({ spf: 'pass', spfDomain: 'amazonses.com', spfAlignment: 'no' }),
    }),
    verdict: 'fail',
    codes: ['unsigned'],
  },
  'expired signature': {
    given: given({ signatures: [signature({ result: 'expired' })] }),
    verdict: 'fail',
    codes: ['expired'],
  },
  'own key of 512 bits': {
    given: given({ signatures: [signature({ result: 'weak-key', bits: 512 })] }),
    verdict: 'fail',
    codes: ['weak-key'],
  },
  'a short key that verified': {
    given: given({ signatures: [signature({ bits: 768 })] }),
    verdict: 'fail',
    codes: ['weak-key'],
  },
  'l= leaves room for more text': {
    given: given({ signatures: [signature({ partial: true })] }),
    verdict: 'warn',
    codes: ['partial'],
  },
  'older than 30 days': { given: given({ date: '2026-10-19T00:00:00.000Z' }), verdict: 'warn', codes: ['old'] },
  'exactly 30 days old': { given: given({ date: '2026-10-21T12:00:00.000Z' }), verdict: 'pass' },
  'dated next week': { given: given({ date: '2026-11-27T00:00:00.000Z' }), verdict: 'warn', codes: ['undated'] },
  'key in test mode': {
    given: given({ signatures: [signature({ testing: true })] }),
    verdict: 'warn',
    codes: ['test-key'],
  },
  'only the fields were pasted': {
    given: given({ signatures: [signature({ result: 'body-changed' })], withoutBody: true }),
    verdict: 'warn',
    codes: ['fields-only'],
  },
  'key missing': {
    given: given({ signatures: [signature({ result: 'no-key' })] }),
    verdict: 'fail',
    codes: ['no-key'],
    says: ['resend'],
  },
  'key gone since the receiver looked': {
    given: given({ signatures: [signature({ result: 'no-key' })], report: reportedPass }),
    verdict: 'warn',
    codes: ['key-gone'],
  },
  'From not signed': {
    given: given({ signatures: [signature({ result: 'unusable', detail: 'From field not signed' })] }),
    verdict: 'fail',
    codes: ['unusable'],
  },
  'DNS did not answer for the key': {
    given: given({ signatures: [signature({ result: 'unchecked' })] }),
    verdict: 'unknown',
    codes: ['unchecked'],
  },
  'DNS did not answer for the organisation': {
    given: given({ signatures: [signature({ domain: 'mail.acme.io', alignment: 'unsure' })] }),
    verdict: 'unknown',
    codes: ['unchecked'],
  },
  'DNS did not answer for the policy': {
    given: given({ dmarc: { state: 'unsure', organisation: 'acme.io', adkim: 'r', aspf: 'r' } }),
    verdict: 'unknown',
    codes: ['unchecked'],
  },
  'SPF with an unsure organisation': {
    given: given({
      signatures: [],
      report: report({ spf: 'pass', spfDomain: 'send.acme.io', spfAlignment: 'unsure' }),
    }),
    verdict: 'unknown',
    codes: ['unchecked'],
  },
  'no DMARC record': {
    given: given({ dmarc: { state: 'none', organisation: 'acme.io', adkim: 'r', aspf: 'r' } }),
    verdict: 'unknown',
    codes: ['no-dmarc'],
  },
  'a message of somebody else': {
    given: given({
      fromDomains: ['other.io'],
      dmarc: { state: 'found', policyDomain: 'other.io', organisation: 'other.io', adkim: 'r', aspf: 'r' },
    }),
    verdict: 'unknown',
    codes: ['other-domain'],
  },
  'not provided': {
    given: { message: settled({ status: 'absent', reason: 'needs-input', ask: 'email-message' }) },
    verdict: 'unknown',
  },
  'a project that never sends': {
    given: given(),
    target: { ...bareTarget('acme.io'), profile: { sendsMail: false } },
    verdict: 'not-applicable',
  },
  'not read in time': { given: { message: timedOut() }, verdict: 'unknown' },
})
