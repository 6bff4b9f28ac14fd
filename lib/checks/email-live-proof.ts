import type { Exhibit, Finding, Fix } from '../engine/finding'
import type { Immutable } from '../engine/immutable'
import type { At, Say } from '../engine/say'
import { project } from '../engine/subject'
import type { Target } from '../engine/target'
import { type MessageProof, type MessageSignature, mailMessage } from '../evidence/mail-message'
import { defineCheck } from './shared/define'
import { ageOf, alignedSignatures, counts, isReportedValid, isStrong, spfCounts } from './shared/mail/message-verdict'

const MESSAGES = {
  ok: 'A real message from {from} is signed by {domain} and passes DMARC',
  partial: 'A real message from {from} passes, but text can be added to it: the signature covers a part (l=)',
  old: 'A real message from {from} passes, but it is {days} days old',
  undated: 'A real message from {from} passes, but its date is missing or cannot be right',
  'test-key': 'A real message from {from} passes, but its key is in test mode, so some receivers ignore it',
  'spf-only': 'A real message from {from} passes by SPF alone, which breaks when somebody forwards it',
  reformatted: 'The text was changed while it was copied; paste the downloaded message from {from}',
  'fields-only': 'Only the fields of the message from {from} were pasted; its text is missing to check the signature',
  'key-gone': 'The key that signed this message from {from} is no longer published; paste a newer one',
  'several-from': 'The message names several senders in From, so receivers reject it',
  'no-from': 'The message names no sender in From, so receivers reject it',
  foreign: 'Your mail from {from} is signed by {domain} only, so it fails DMARC',
  strict: 'Your mail from {from} is signed by {domain}, but your policy asks for exactly {from}',
  unsigned: 'Your mail from {from} is not signed, and nothing else vouches for it',
  expired: 'The signature on your mail from {from} has expired',
  'weak-key': 'The key that signs your mail from {from} is too short; receivers ignore it',
  'no-key': 'Nobody can check the signature on your mail from {from}: the key of {selector} is missing',
  'bad-signature': 'The signature on your mail from {from} does not match the message',
  unusable: 'Nobody can check the signature on your mail from {from}: {detail}',
  'no-dmarc': 'The message from {from} cannot pass DMARC: no DMARC record is published for it yet',
  'other-domain': 'This message comes from {from}, which is no sender of this project; paste one from yours',
  'not-sending': 'This project sends no mail',
  unchecked: 'We could not check the signature of {domain}: DNS did not answer; paste the message again',
} as const

type Proof = Immutable<MessageProof>
type Signature = Immutable<MessageSignature>
type Scene = { say: Say<typeof MESSAGES>; proof: Proof; from: string; at: At; now: number }

const RESULT_WORDS: Readonly<Record<MessageSignature['result'], string>> = {
  valid: 'valid',
  'body-changed': 'the text differs from what was signed',
  'bad-signature': 'does not match',
  expired: 'expired',
  'no-key': 'key not found',
  'weak-key': 'key shorter than 1024 bits',
  unchecked: 'not checked, DNS did not answer',
  unusable: 'cannot be checked',
}

/** What the library says about signatures nobody can check, for people. */
const UNUSABLE_WORDS: Readonly<Record<string, string>> = {
  'weak algorithm': 'it uses SHA-1',
  'domain mismatch': 'its i= names another domain',
  'From field not signed': 'it leaves out the From field',
  'key not for email': 'its key is not for mail',
  'inappropriate hash algorithm': 'its key does not allow this method',
  'inappropriate key algorithm': 'its key is of another kind',
  'signature syntax error': 'it is not written as a signature',
  'invalid expiration': 'it expires before it was made',
}

const ALIGNMENT_WORDS: Readonly<Record<MessageSignature['alignment'], string>> = {
  same: 'the same domain',
  organisation: 'the same organisation',
  no: 'another organisation',
  unsure: 'not known',
}

function exhibitsOf(proof: Proof): Exhibit[] {
  const { report } = proof
  const signatures = proof.signatures.map((entry) => [
    `DKIM ${entry.selector}._domainkey.${entry.domain}`,
    RESULT_WORDS[entry.result],
    ALIGNMENT_WORDS[entry.alignment],
  ])
  const spf =
    report?.spf === undefined
      ? []
      : [
          [
            `SPF ${report.spfDomain ?? ''} (as reported by ${report.by})`,
            report.spf,
            ALIGNMENT_WORDS[report.spfAlignment ?? 'unsure'],
          ],
        ]
  return [
    {
      kind: 'table',
      title: `What vouches for ${proof.fromDomains.join(', ')}`,
      columns: ['Proof', 'Result', 'Belongs to the From domain'],
      rows: [...signatures, ...spf],
    },
    {
      kind: 'text',
      title: 'Fields of the message, addresses masked',
      text: proof.headers.map(([name, value]) => `${name}: ${value}`).join('\n'),
    },
  ]
}

const again = (step: string): Fix => ({
  effort: 'S',
  steps: [step, 'Download the message as a file, open the file and paste everything in it.'],
})

/** Points to the record that is missing; the values themselves are those of the sending service. */
function setUp({ from }: Scene, step: string): Fix {
  return {
    effort: 'M',
    steps: [
      step,
      `In the sending service, verify ${from} as your own domain and publish the records it shows (see the check of sender alignment).`,
      'Send yourself a password reset and paste its source here.',
    ],
  }
}

function judgeValid(scene: Scene, valid: readonly Signature[]): Finding {
  const { say, proof, from, at, now } = scene
  const whole = valid.find((entry) => !entry.partial)
  const age = ageOf(proof, now)
  const paste = again('Send yourself a new message from the product.')
  if (whole === undefined) {
    const fix: Fix = { effort: 'S', steps: ['Take l= out of the signing settings of your mail server.'] }
    return say.warn('partial', { from }, { ...at, impact: 'medium', fix })
  }
  if (valid.every((entry) => entry.partial || entry.testing === true)) {
    const fix: Fix = { effort: 'S', steps: [`Take t=y out of the key ${whole.selector}._domainkey.${whole.domain}.`] }
    return say.warn('test-key', { from }, { ...at, impact: 'medium', fix })
  }
  if (age.kind === 'old') return say.warn('old', { from, days: age.days }, { ...at, impact: 'low', fix: paste })
  if (age.kind === 'undated') return say.warn('undated', { from }, { ...at, impact: 'low', fix: paste })
  return say.pass('ok', { from, domain: whole.domain }, at)
}

/** Copying breaks a signature as well as tampering does, so the receiver's word decides which of both is likely. */
function isCopied(proof: Proof, entry: Signature): boolean {
  if (isReportedValid(proof, entry.domain)) return true
  const told = proof.report?.dkim.some((said) => said.domain === entry.domain && said.result !== 'pass') ?? false
  return entry.result === 'body-changed' && !told && proof.report?.dmarc !== 'fail'
}

function judgeBroken(scene: Scene, entry: Signature): Finding {
  const { say, proof, from, at } = scene
  const download = again('Pasted text is often reformatted on the way.')
  switch (entry.result) {
    case 'expired':
      return say.fail('expired', { from }, { ...at, fix: again('Send yourself a new message from the product.') })
    case 'weak-key': {
      const step = `Ask the sending service for a 2048-bit key and replace ${entry.selector}._domainkey.${entry.domain}.`
      return say.fail('weak-key', { from }, { ...at, fix: setUp(scene, step) })
    }
    case 'no-key': {
      if (isReportedValid(proof, entry.domain)) return say.warn('key-gone', { from }, { ...at, fix: download })
      const step = `Publish the key at ${entry.selector}._domainkey.${entry.domain}.`
      return say.fail('no-key', { from, selector: entry.selector }, { ...at, fix: setUp(scene, step) })
    }
    case 'unchecked':
      return say.unknown('unchecked', { domain: entry.domain }, at)
    case 'unusable': {
      const fix = setUp(scene, 'Let your mail server sign with rsa-sha256 and include the From field.')
      return say.fail(
        'unusable',
        { from, detail: UNUSABLE_WORDS[entry.detail] ?? (entry.detail || 'it is not valid') },
        { ...at, fix },
      )
    }
    default:
      if (isCopied(proof, entry) && proof.withoutBody === true && entry.result === 'body-changed') {
        const fix = again('The text of the message belongs to it as well.')
        return say.warn('fields-only', { from }, { ...at, fix })
      }
      if (isCopied(proof, entry)) return say.warn('reformatted', { from }, { ...at, fix: download })
      return say.fail(
        'bad-signature',
        { from },
        { ...at, fix: setUp(scene, 'Something changes the message after it is signed: sign at the last server.') },
      )
  }
}

/** The state closest to a pass speaks for all signatures of the domain. */
const NEAREST: readonly MessageSignature['result'][] = [
  'unchecked',
  'body-changed',
  'no-key',
  'expired',
  'bad-signature',
  'weak-key',
  'unusable',
  'valid',
]

function judgeUnaligned(scene: Scene): Finding {
  const { say, proof, from, at } = scene
  const unsure = proof.signatures.find((entry) => counts(entry.alignment, proof.dmarc.adkim) === 'unsure')
  if (unsure !== undefined) return say.unknown('unchecked', { domain: unsure.domain }, at)
  if (spfCounts(proof) === 'unsure') return say.unknown('unchecked', { domain: proof.report?.spfDomain ?? from }, at)
  const related = proof.signatures.find((entry) => entry.alignment === 'organisation')
  if (related !== undefined) {
    const fix: Fix = {
      effort: 'S',
      steps: [`Sign with d=${from}, or take adkim=s out of the DMARC record of ${proof.dmarc.policyDomain ?? from}.`],
    }
    return say.fail('strict', { from, domain: related.domain }, { ...at, fix })
  }
  const [foreign] = proof.signatures
  if (foreign !== undefined) {
    const fix = setUp(scene, `The sending service signs with ${foreign.domain}, its own name.`)
    return say.fail('foreign', { from, domain: foreign.domain }, { ...at, fix })
  }
  return say.fail('unsigned', { from }, { ...at, fix: setUp(scene, 'Switch DKIM on.') })
}

function judgeSigned(scene: Scene): Finding {
  const { say, proof, from, at } = scene
  const aligned = alignedSignatures(proof)
  const valid = aligned.filter((entry) => entry.result === 'valid' && isStrong(entry))
  const weak = aligned.find((entry) => entry.result === 'valid' && !isStrong(entry))
  if (valid.length > 0 && proof.dmarc.state === 'unsure') return say.unknown('unchecked', { domain: from }, at)
  if (valid.length > 0 && proof.dmarc.state === 'none') return say.unknown('no-dmarc', { from }, at)
  if (valid.length > 0) return judgeValid(scene, valid)
  const nearest = aligned.toSorted((left, right) => NEAREST.indexOf(left.result) - NEAREST.indexOf(right.result))[0]
  const copied = nearest !== undefined && nearest.result !== 'no-key' && isCopied(proof, nearest)
  if (spfCounts(proof) === 'yes' && !copied && nearest?.result !== 'unchecked') {
    if (proof.dmarc.state !== 'found') return say.unknown('no-dmarc', { from }, at)
    return say.warn(
      'spf-only',
      { from },
      { ...at, impact: 'medium', fix: setUp(scene, 'Let the service sign with DKIM.') },
    )
  }
  if (weak !== undefined) return judgeBroken(scene, { ...weak, result: 'weak-key' })
  return nearest === undefined ? judgeUnaligned(scene) : judgeBroken(scene, nearest)
}

function isOurs({ fromDomains, dmarc }: Proof, { domain, sending }: Target): boolean {
  const names = [domain, ...sending.map((entry) => entry.domain)].map((name) => name.toLowerCase())
  return fromDomains.some((from) =>
    names.some((name) => from === name || from.endsWith(`.${name}`) || dmarc.organisation === name),
  )
}

export default defineCheck({
  id: 'email-live-proof',
  version: 1,
  kind: 'assisted',
  title: 'A real message passes every test',
  impact: 'blocker',
  why: 'Records can look right while the service signs with another name. Only a real message proves that mail arrives.',
  covers: { 'email-auth-live': 'required', 'transactional-sender-verified': 'required' },
  dependsOn: ['domain-resolves', 'dmarc-record', 'dkim-present', 'sender-alignment'],
  freshDays: 30,
  ask: {
    id: 'email-message',
    question: 'Paste the source of a password reset or sign-in mail your product sent you',
    who: 'anyone',
    minutes: 3,
  },
  when: (target) => (target.profile.sendsMail === false ? 'not-sending' : true),
  needs: { message: mailMessage },
  messages: MESSAGES,
  sources: [
    { label: 'RFC 6376: DKIM', url: 'https://www.rfc-editor.org/rfc/rfc6376' },
    { label: 'RFC 8601: what receivers report', url: 'https://www.rfc-editor.org/rfc/rfc8601' },
    { label: 'RFC 9989: DMARC', url: 'https://www.rfc-editor.org/rfc/rfc9989' },
  ],
  judge({ message: { proof } }, say, { now, target }) {
    const at: At = { subject: project(), refs: ['mail.message#/proof'], exhibits: exhibitsOf(proof) }
    const [from = ''] = proof.fromDomains
    const scene: Scene = { say, proof, from, at, now }
    if (proof.fromFields === 0 || proof.fromAddresses === 0) {
      return say.fail('no-from', {}, { ...at, fix: again('Set exactly one From address in the product.') })
    }
    if (proof.fromFields > 1 || proof.fromAddresses > 1) {
      return say.fail('several-from', {}, { ...at, fix: again('Set exactly one From address in the product.') })
    }
    if (!isOurs(proof, target)) return say.unknown('other-domain', { from }, at)
    return judgeSigned(scene)
  },
})
