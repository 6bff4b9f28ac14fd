import type { Exhibit, Finding, Fix } from '../engine/finding'
import type { Immutable } from '../engine/immutable'
import type { At, Say } from '../engine/say'
import { record } from '../engine/subject'
import { type MailMtaSts, mailMtaSts } from '../evidence/mail-mta-sts'
import { type MailMx, mailMx } from '../evidence/mail-mx'
import { defineCheck } from './shared/define'
import { isUndecided, statusWords } from './shared/dns-facts'
import {
  composeStsPolicy,
  matchesMx,
  parseStsPolicy,
  parseStsRecord,
  type StsMode,
  type StsPolicy,
} from './shared/mail/mta-sts'

const SHORT_AGE = 86_400

const MESSAGES = {
  ok: 'Mail to {domain} cannot be forced to travel unencrypted: policy in force',
  testing: 'The policy against downgrade of mail to {domain} is in testing and fits',
  none: '{domain} does not use MTA-STS',
  'policy-without-record': 'Nobody reads the MTA-STS policy of {domain}: its TXT record is missing',
  several: 'Nobody follows the MTA-STS policy of {domain}: there are {count} records',
  version: 'Nobody follows the MTA-STS policy of {domain}: its record has a wrong version',
  id: 'Nobody follows the MTA-STS policy of {domain}: the id in its record is not valid',
  unreachable: 'Nobody follows the MTA-STS policy of {domain}: {host} does not serve it',
  redirect: 'Nobody follows the MTA-STS policy of {domain}: {host} redirects to another address',
  certificate: 'Nobody follows the MTA-STS policy of {domain}: the certificate of {host} is not valid',
  'bad-policy': 'Nobody follows the MTA-STS policy of {domain}: {problem}',
  'mx-not-listed': 'Large providers stop delivering to {domain}: its policy does not list {exchange}',
  'mx-not-listed-testing': 'Mail to {domain} will bounce once the policy is in force: {exchange} is missing',
  'mode-none': 'The MTA-STS policy of {domain} is switched off',
  'short-age': 'The MTA-STS policy of {domain} is remembered for {seconds} seconds only',
  'content-type': 'The MTA-STS policy of {domain} is served as {type} instead of text/plain',
  'policy-unread': 'We could not fetch the MTA-STS policy of {domain} from {host}',
  'mx-unread': 'We could not compare the MTA-STS policy of {domain} with its mail servers',
  undecided: 'We could not read the MTA-STS record of {domain}: the name server {reason}',
  waiting: 'This waits until {domain} resolves',
} as const

type Voice = Say<typeof MESSAGES>
type Sts = Immutable<MailMtaSts>
type Scene = { say: Voice; sts: Sts; at: At; host: string; exchanges: string[]; mxUnread: boolean; stamp: string }

const PROBLEMS: Readonly<Record<StsPolicy['problems'][number], string>> = {
  version: 'it does not say version: STSv1',
  mode: 'it names no valid mode',
  'max-age': 'max_age is missing or too large',
  'no-mx': 'it lists no mail server',
}

function exhibitsOf(sts: Sts, host: string): Exhibit[] {
  const name = `_mta-sts.${sts.domain}`
  const { policy } = sts
  return [
    {
      kind: 'dns',
      title: `MTA-STS of ${sts.domain}`,
      question: { name, type: 'TXT' },
      status: sts.status,
      records: [...sts.records],
    },
    ...(policy === undefined
      ? []
      : [
          {
            kind: 'text' as const,
            title: `https://${host}/.well-known/mta-sts.txt${policy.status === undefined ? '' : ` (HTTP ${policy.status})`}`,
            text: policy.text === '' ? policy.detail || 'no text' : policy.text.slice(0, 2000),
          },
        ]),
  ]
}

function recordFix({ sts, stamp }: Scene, step: string): Fix {
  return {
    effort: 'S',
    steps: [step],
    records: [{ type: 'TXT', name: `_mta-sts.${sts.domain}`, value: `v=STSv1; id=${stamp}` }],
  }
}

function policyFix({ sts, host, exchanges, stamp }: Scene, mode: StsMode, step?: string): Fix {
  return {
    effort: 'M',
    steps: [
      ...(step === undefined ? [] : [step]),
      `Serve this text as text/plain at https://${host}/.well-known/mta-sts.txt, without a redirect.`,
      'Then give the record a new id, so that senders fetch the policy again.',
    ],
    records: [{ type: 'TXT', name: `_mta-sts.${sts.domain}`, value: `v=STSv1; id=${stamp}` }],
    snippet: { lang: 'text', file: 'mta-sts.txt', code: composeStsPolicy(mode, exchanges) },
  }
}

function judgeRecord(scene: Scene): Finding | undefined {
  const { say, sts, at } = scene
  const { domain, records } = sts
  const low = { ...at, impact: 'low' as const }
  const [text] = records
  if (text === undefined) return undefined
  if (records.length > 1) {
    const fix = recordFix(scene, `Delete the TXT records at _mta-sts.${domain} and publish this one.`)
    return say.fail('several', { domain, count: records.length }, { ...low, fix })
  }
  const parsed = parseStsRecord(text)
  if (parsed.ok) return undefined
  const fix = recordFix(scene, 'Replace the record by this one; the id has 1 to 32 letters and digits.')
  return say.fail(parsed.why, { domain }, { ...low, fix })
}

function judgeFetch(scene: Scene): Finding | undefined {
  const { say, sts, at, host } = scene
  const params = { domain: sts.domain, host }
  const low = { ...at, impact: 'low' as const }
  const policy = sts.policy
  if (policy === undefined || policy.outcome === 'silent' || policy.outcome === 'wall') {
    return say.unknown('policy-unread', params, at)
  }
  if (policy.outcome === 'bad-certificate') {
    const fix: Fix = { effort: 'S', steps: [`Get a certificate that covers ${host} and is renewed by itself.`] }
    return say.fail('certificate', params, { ...low, fix })
  }
  if (policy.outcome === 'redirect') return say.fail('redirect', params, { ...low, fix: policyFix(scene, 'testing') })
  const served = policy.outcome === 'answer' && policy.status === 200 && !policy.cut
  return served ? undefined : say.fail('unreachable', params, { ...low, fix: policyFix(scene, 'testing') })
}

function judgeMx(scene: Scene, policy: StsPolicy, mode: StsMode): Finding | undefined {
  const { say, sts, at, exchanges, mxUnread } = scene
  const { domain } = sts
  if (mode === 'none') return undefined
  if (mxUnread) return say.unknown('mx-unread', { domain }, at)
  const missing = exchanges.find((exchange) => !policy.mx.some((pattern) => matchesMx(pattern, exchange)))
  if (missing === undefined) return undefined
  const step = `List every mail server of ${domain} in the policy.`
  const fix = policyFix(scene, mode, step)
  return mode === 'enforce'
    ? say.fail('mx-not-listed', { domain, exchange: missing }, { ...at, fix })
    : say.warn('mx-not-listed-testing', { domain, exchange: missing }, { ...at, impact: 'low', fix })
}

function warningsOf(scene: Scene, policy: StsPolicy, mode: StsMode): Finding[] {
  const { say, sts, at } = scene
  const { domain } = sts
  const type = sts.policy?.contentType ?? ''
  const fixed = { ...at, impact: 'low' as const, fix: policyFix(scene, mode === 'none' ? 'testing' : mode) }
  const maxAge = policy.maxAge ?? 0
  return [
    ...(mode === 'none' ? [say.warn('mode-none', { domain }, fixed)] : []),
    ...(maxAge < SHORT_AGE ? [say.warn('short-age', { domain, seconds: maxAge }, fixed)] : []),
    ...(/^text\/plain\s*(;|$)/i.test(type)
      ? []
      : [say.warn('content-type', { domain, type: type === '' ? 'an unnamed type' : type }, fixed)]),
  ]
}

function judgePolicy(scene: Scene): Finding | Finding[] {
  const { say, sts, at } = scene
  const { domain } = sts
  const policy = parseStsPolicy(sts.policy?.text ?? '')
  const [problem] = policy.problems
  if (problem !== undefined || policy.mode === undefined) {
    const words = PROBLEMS[problem ?? 'mode']
    return say.fail(
      'bad-policy',
      { domain, problem: words },
      { ...at, impact: 'low', fix: policyFix(scene, 'testing') },
    )
  }
  const mismatch = judgeMx(scene, policy, policy.mode)
  if (mismatch !== undefined) return mismatch
  const warnings = warningsOf(scene, policy, policy.mode)
  if (warnings.length > 0) return warnings
  return say.pass(policy.mode === 'enforce' ? 'ok' : 'testing', { domain }, at)
}

function withoutRecord(scene: Scene): Finding {
  const { say, sts, at } = scene
  const { domain, policy } = sts
  const isPolicy =
    policy?.outcome === 'answer' && policy.status === 200 && /^\s*version\s*:\s*STSv1\b/m.test(policy.text)
  if (!isPolicy) return say.notApplicable('none', { domain }, at)
  const fix = recordFix(scene, 'Publish this record, or take the policy off line.')
  return say.warn('policy-without-record', { domain }, { ...at, impact: 'low', fix })
}

function exchangesOf(mx: Immutable<MailMx>): string[] {
  return mx.hosts.filter((host) => host.kind === 'host').map((host) => host.exchange)
}

/** A new id, as the standard suggests: the time of the look. */
function stampOf(now: number): string {
  return new Date(now).toISOString().replace(/\D/g, '').slice(0, 14)
}

export default defineCheck({
  id: 'mta-sts',
  version: 1,
  kind: 'automatic',
  title: 'Protection against unencrypted mail is correct',
  impact: 'blocker',
  why: 'A policy that does not match your mail servers makes large providers stop delivering to you.',
  covers: { 'email-auth-live': 'supporting' },
  dependsOn: ['domain-resolves', 'mx'],
  needs: { sts: mailMtaSts, mx: mailMx },
  messages: MESSAGES,
  sources: [
    { label: 'RFC 8461 section 3', url: 'https://www.rfc-editor.org/rfc/rfc8461#section-3' },
    { label: 'RFC 8461 section 4.1', url: 'https://www.rfc-editor.org/rfc/rfc8461#section-4.1' },
  ],
  judge({ sts, mx }, say, { now }) {
    const { domain, status } = sts
    const host = `mta-sts.${domain}`
    const at = { subject: record('TXT', `_mta-sts.${domain}`), refs: ['mail.mta-sts'], exhibits: exhibitsOf(sts, host) }
    const mxUnread = isUndecided(mx.status)
    const scene: Scene = { say, sts, at, host, exchanges: exchangesOf(mx), mxUnread, stamp: stampOf(now) }
    if (mx.status === 'nxdomain') return say.unknown('waiting', { domain }, at)
    if (isUndecided(status)) return say.unknown('undecided', { domain, reason: statusWords(status) }, at)
    if (sts.records.length === 0) return withoutRecord(scene)
    return judgeRecord(scene) ?? judgeFetch(scene) ?? judgePolicy(scene)
  },
})
