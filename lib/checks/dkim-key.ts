import type { Finding, Fix } from '../engine/finding'
import type { At, Say } from '../engine/say'
import { record } from '../engine/subject'
import { mailDkim } from '../evidence/mail-dkim'
import { mailProfile } from '../evidence/mail-profile'
import { defineCheck } from './shared/define'
import { type DkimKey, type DkimProblem, parseDkimKey } from './shared/mail/dkim-key'
import { isMissing, isUsable, keyName, keyRecords, type Selector, selectorExhibit } from './shared/mail/dkim-show'
import { providerById } from './shared/mail/provider-lookup'

/** What to do about a problem, as the first step of a fix. */
const REMEDIES: Readonly<Record<DkimProblem, string>> = {
  'not-a-key': 'Replace the record by the one your mail service shows; it must hold a p= part.',
  'version-wrong': 'Replace the first part of the record by v=DKIM1.',
  'version-not-first': 'Move v=DKIM1 to the beginning of the record.',
  'escaped-semicolon': 'Remove the backslashes in front of the semicolons.',
  'duplicate-tag': 'Remove the part that stands in the record twice.',
  revoked: 'The key is withdrawn. Publish the current key, or stop signing with this selector.',
  'bad-base64': 'Copy the key again, without blanks or quotation marks that do not belong to it.',
  'bad-der': 'Copy the whole key again from your mail service.',
  truncated: 'Your DNS host cut the key off. Split the value into strings of at most 255 characters.',
  short: 'Make a 2048-bit key and publish it under a new selector.',
  weak: 'Make a 2048-bit key and publish it under a new selector.',
  oversized: 'Make a 2048-bit key; some receivers cannot use longer ones than 4096.',
  'pkcs1-key': 'Publish the key in the SubjectPublicKeyInfo form (openssl rsa -pubout).',
  'ed25519-der': 'Publish the 32 bytes of the key alone, without the structure around them.',
  'ed25519-size': 'An Ed25519 key has exactly 32 bytes. Copy it again.',
  'unknown-type': 'Use an RSA key of 2048 bits.',
  'sha1-only': 'Remove h=sha1 or write h=sha256; receivers no longer accept SHA-1.',
  'service-not-email': 'Remove the s= part or write s=email.',
  'test-flag': 'Remove t=y; it tells receivers to treat your mail as unsigned.',
}

const ORDER: readonly DkimProblem[] = [
  'escaped-semicolon',
  'version-wrong',
  'version-not-first',
  'not-a-key',
  'duplicate-tag',
  'revoked',
  'truncated',
  'bad-base64',
  'bad-der',
  'ed25519-der',
  'ed25519-size',
  'unknown-type',
  'short',
  'sha1-only',
  'service-not-email',
  'test-flag',
  'pkcs1-key',
  'oversized',
  'weak',
]

function gravest(key: DkimKey): DkimProblem | undefined {
  return ORDER.find((problem) => key.problems.includes(problem))
}

function keyFix(selector: Selector, problem: DkimProblem | 'multiple-records' | 'alias-dead' | 'ed25519-only'): Fix {
  const name = keyName(selector)
  const provider = selector.providers.map(providerById).find((entry) => entry !== undefined)
  const who = provider?.name ?? 'your mail service'
  const first =
    problem === 'multiple-records'
      ? `Keep one TXT record at ${name} and delete the others.`
      : problem === 'alias-dead'
        ? `Ask ${who} for the current records: the name this alias points to is gone.`
        : problem === 'ed25519-only'
          ? `Ask ${who} for an RSA key of 2048 bits and publish it next to this one.`
          : REMEDIES[problem]
  const asks =
    problem === 'weak' || problem === 'short' ? [`Ask ${who} for a 2048-bit key and replace the record.`] : []
  return { effort: 'S', steps: [first, ...asks, `Check ${name} again here in about an hour.`] }
}

const MESSAGES = {
  ok: 'Key {selector} of {domain} is readable: {type}, {bits} bits',
  weak: 'Key {selector} of {domain} is short: {bits} bits, 2048 are usual',
  'weak-by-provider': 'Key {selector} of {domain} has {bits} bits, as {provider} makes it by default',
  short: 'Receivers ignore key {selector} of {domain}: only {bits} bits',
  oversized: 'Some receivers cannot use key {selector} of {domain}: {bits} bits',
  'test-flag': 'Receivers treat mail signed with {selector} of {domain} as unsigned: test mode',
  'pkcs1-key': 'Some receivers cannot read key {selector} of {domain}: unusual form',
  'ed25519-only': 'Many receivers cannot verify mail from {domain}: only an Ed25519 key',
  revoked: 'Mail signed with {selector} of {domain} fails: the key is withdrawn',
  'revoked-spare': 'Key {selector} of {domain} is withdrawn and nobody said it is in use',
  'bad-base64': 'Receivers cannot read key {selector} of {domain}: it is not base64',
  'bad-der': 'Receivers cannot read key {selector} of {domain}: it is damaged',
  truncated: 'Receivers cannot read key {selector} of {domain}: its end is cut off',
  'multiple-records': 'Receivers ignore key {selector} of {domain}: {count} records in one place',
  'escaped-semicolon': 'Receivers cannot read key {selector} of {domain}: backslashes in it',
  'sha1-only': 'Receivers ignore key {selector} of {domain}: it allows only SHA-1',
  'service-not-email': 'Receivers ignore key {selector} of {domain}: it is not for mail',
  'bad-record': 'Receivers cannot read key {selector} of {domain}: {problem}',
  'alias-dead': 'Key {selector} of {domain} is lost: it points to {target}, which is gone',
  undecided: 'We could not read key {selector} of {domain}',
  none: 'No key of {domain} is known yet',
  notSending: '{domain} sends no mail',
  waiting: 'This waits until {domain} resolves',
} as const

type Voice = Say<typeof MESSAGES>

const DEFECTS = {
  'not-a-key': 'it holds no key',
  'version-wrong': 'its version is not DKIM1',
  'version-not-first': 'its version does not stand first',
  'duplicate-tag': 'a part of it stands there twice',
  'ed25519-der': 'the Ed25519 key is wrapped in DER',
  'ed25519-size': 'the Ed25519 key does not have 32 bytes',
  'unknown-type': 'the type of key is unknown',
} as const

/** What the other keys of the project mean for this one. */
type Among = { hasUsable: boolean; hasRsa: boolean; ref: string }

function atOf(row: Selector, { hasUsable, ref }: Among) {
  const at: At = { subject: record('TXT', keyName(row)), refs: [ref], exhibits: [selectorExhibit(row)] }
  return {
    at,
    grave: { ...at, impact: hasUsable ? ('medium' as const) : ('blocker' as const) },
    light: { ...at, impact: 'medium' as const },
  }
}

function judgeWithoutKey(say: Voice, row: Selector, among: Among): Finding[] {
  const { grave, light } = atOf(row, among)
  const params = { selector: row.selector, domain: row.domain }
  const target = row.aliases.at(-1)
  const isGone = isMissing(row) || row.status === 'nxdomain'
  if (target !== undefined && isGone && row.source !== 'common') {
    return [say.fail('alias-dead', { ...params, target }, { ...grave, fix: keyFix(row, 'alias-dead') })]
  }
  // No key is there at all: that is the subject of dkim-present.
  if (isGone || row.status === 'answer' || row.status === 'nodata') return []
  return [say.unknown('undecided', params, light)]
}

function judgeProblem(say: Voice, row: Selector, key: DkimKey, problem: DkimProblem, among: Among): Finding {
  const { at, grave, light } = atOf(row, among)
  const params = { selector: row.selector, domain: row.domain }
  const sized = { ...params, bits: key.bits }
  const fix = keyFix(row, problem)
  const failing = { ...grave, fix }
  const warning = { ...light, fix }
  switch (problem) {
    case 'weak': {
      const provider = row.providers.map(providerById).find((entry) => entry?.dkim.fixedBits === key.bits)
      if (provider === undefined) return say.warn('weak', sized, warning)
      return say.warn('weak-by-provider', { ...sized, provider: provider.name }, { ...warning, impact: 'low' })
    }
    case 'oversized':
      return say.warn('oversized', sized, warning)
    case 'test-flag':
    case 'pkcs1-key':
      return say.warn(problem, params, warning)
    case 'short':
      return say.fail('short', sized, failing)
    case 'revoked':
      // A withdrawn key that nobody names is what careful owners leave behind.
      return row.source === 'common'
        ? say.notApplicable('revoked-spare', params, at)
        : say.fail('revoked', params, failing)
    case 'bad-base64':
    case 'bad-der':
    case 'truncated':
    case 'escaped-semicolon':
    case 'sha1-only':
    case 'service-not-email':
      return say.fail(problem, params, failing)
    default:
      return say.fail('bad-record', { ...params, problem: DEFECTS[problem] }, failing)
  }
}

function judgeSelector(say: Voice, row: Selector, among: Among): Finding[] {
  const { at, grave, light } = atOf(row, among)
  const { selector, domain } = row
  const records = keyRecords(row)
  const [text] = records
  if (text === undefined) return judgeWithoutKey(say, row, among)
  // Which of several texts a receiver reads is undefined, whatever the others say (RFC 6376 section 3.6.2.2).
  if (row.records.length > 1) {
    const fix = keyFix(row, 'multiple-records')
    return [say.fail('multiple-records', { selector, domain, count: row.records.length }, { ...grave, fix })]
  }
  const key = parseDkimKey(text)
  const problem = gravest(key)
  if (problem !== undefined) return [judgeProblem(say, row, key, problem, among)]
  if (key.type === 'ed25519' && !among.hasRsa) {
    return [say.warn('ed25519-only', { domain }, { ...light, fix: keyFix(row, 'ed25519-only') })]
  }
  const type = key.type === 'rsa' ? 'RSA' : 'Ed25519'
  return [say.pass('ok', { selector, domain, bits: key.bits, type }, at)]
}

export default defineCheck({
  id: 'dkim-key',
  version: 1,
  kind: 'automatic',
  title: 'Every DKIM key is strong and readable',
  impact: 'blocker',
  why: 'A key that receivers cannot read or that is too short counts as no signature at all.',
  covers: { 'dkim-published': 'required' },
  raises: ['login-mail-to-spam', 'reset-mail-to-spam'],
  dependsOn: ['domain-resolves'],
  needs: { dkim: mailDkim, profile: mailProfile },
  messages: MESSAGES,
  sources: [
    { label: 'RFC 6376 section 3.6.1', url: 'https://www.rfc-editor.org/rfc/rfc6376#section-3.6.1' },
    { label: 'RFC 8301 section 3.2', url: 'https://www.rfc-editor.org/rfc/rfc8301#section-3.2' },
    { label: 'RFC 8463', url: 'https://www.rfc-editor.org/rfc/rfc8463' },
  ],
  judge({ dkim, profile }, say) {
    const main = { subject: record('TXT', `_domainkey.${profile.domain}`), refs: ['mail.dkim'] }
    if (profile.status === 'nxdomain') return say.unknown('waiting', { domain: profile.domain }, main)
    if (!profile.sends) return say.notApplicable('notSending', { domain: profile.domain }, main)
    const usable = dkim.domains.flatMap((domain) => domain.selectors).filter(isUsable)
    const hasRsa = usable.some((row) => keyRecords(row).some((text) => parseDkimKey(text).type === 'rsa'))
    const findings = dkim.domains.flatMap((domain, at) =>
      domain.selectors.flatMap((row, index) =>
        judgeSelector(say, row, {
          hasUsable: usable.length > 0,
          hasRsa,
          ref: `mail.dkim#/domains/${at}/selectors/${index}`,
        }),
      ),
    )
    return findings.length > 0 ? findings : say.notApplicable('none', { domain: profile.domain }, main)
  },
})
