import type { Finding, Fix } from '../engine/finding'
import { outcomeOf } from '../engine/need'
import type { At, Say } from '../engine/say'
import { mailDkim } from '../evidence/mail-dkim'
import { mailSpf } from '../evidence/mail-spf'
import { defineCheck } from './shared/define'
import { splitSteps } from './shared/mail/long-text'
import { providerByInclude } from './shared/mail/provider-lookup'
import { isSpfRecord, parseSpf } from './shared/spf/parse'
import { composeSpf, mergeSpf, repairSpf, splitJoined } from './shared/spf/repair'
import { type ShownDomain, soleRecord, spfAt, spfImpact } from './shared/spf/show'

type Row = NonNullable<ShownDomain['audit']>['rows'][number]

/** The innermost term that makes receivers give up. */
function culpritOf(domain: ShownDomain): Row | undefined {
  const broken = (domain.audit?.rows ?? []).filter((row) => row.outcome === 'permerror')
  return broken.reduce<Row | undefined>(
    (deepest, row) => (deepest === undefined || row.depth > deepest.depth ? row : deepest),
    undefined,
  )
}

function replaceWith(domain: ShownDomain, value: string, steps: string[]): Fix {
  return {
    effort: 'S',
    steps: [
      ...steps,
      ...splitSteps(value),
      `Publish the corrected TXT record at ${domain.domain}, then check again in about an hour.`,
    ],
    records: [{ type: 'TXT', name: domain.domain, value }],
  }
}

function syntaxFix(domain: ShownDomain, text: string): Fix {
  const steps = parseSpf(text).errors.map(({ term, column, replacement }) =>
    replacement === undefined
      ? `Remove or correct "${term}" (column ${column}).`
      : `Replace "${term}" (column ${column}) by "${replacement}".`,
  )
  return replaceWith(domain, repairSpf(text), steps)
}

function dropFix(domain: ShownDomain, text: string, row: Row, step: string): Fix {
  const top = domain.audit?.rows.slice(0, domain.audit.rows.indexOf(row) + 1).findLast((entry) => entry.depth === 0)
  const isRedirect = top?.name === 'redirect'
  const value = composeSpf({
    record: text,
    drop: [top?.term ?? row.term],
    ...(isRedirect ? { last: '~all' as const } : {}),
  })
  return replaceWith(domain, value, [step])
}

const MESSAGES = {
  ok: 'Receivers can compute the SPF result of {domain}: {result} for strangers',
  syntax: 'Receivers ignore the SPF record of {domain}: error at "{term}"',
  'non-ascii': 'Receivers ignore the SPF record of {domain}: odd character in "{term}"',
  'included-syntax': 'Receivers ignore the SPF record of {domain}: error in included {target}',
  'multiple-records': 'Receivers ignore the SPF of {domain}: {target} has more than one record',
  'include-without-spf': 'Receivers ignore the SPF record of {domain}: {target} has no SPF record',
  'joined-strings': 'Receivers ignore the SPF record of {domain}: a space is missing in "{term}"',
  loop: 'Receivers ignore the SPF record of {domain}: {target} includes itself',
  'mx-over-10': 'Receivers ignore the SPF of {domain}: {target} has over 10 mail servers',
  'too-many-lookups': 'Receivers give up on the SPF record of {domain}: more than 10 lookups',
  'too-many-voids': 'Receivers give up on the SPF of {domain}: over 2 names do not exist',
  temperror: 'We could not read {target}, which the SPF record of {domain} needs',
  'sender-dependent': 'What SPF says about {domain} depends on who sends, so we cannot tell',
  none: '{domain} has no SPF record that could be read',
  unread: 'We could not read the SPF record of {domain}',
} as const

type Voice = Say<typeof MESSAGES>

type Scene = { say: Voice; entry: ShownDomain; text: string; at: At }

function judgeTarget({ say, entry, text, at }: Scene, row: Row): Finding {
  const { domain } = entry
  const { target } = row
  const params = { domain, target }
  const fixed = (step: string): At => ({ ...at, fix: dropFix(entry, text, row, step) })
  const remove = `Remove "${row.term}" from the record of ${row.owner}, or correct the name.`
  switch (row.reason) {
    case 'include-without-spf':
    case 'redirect-without-spf': {
      const joined = splitJoined(row.term)
      if (joined !== undefined) {
        const step = `Write "${joined[0]}" and "${joined[1]}" with a space between them.`
        const fix = replaceWith(entry, text.replace(row.term, joined.join(' ')), [step])
        return say.fail('joined-strings', { domain, term: row.term }, { ...at, fix })
      }
      const service = providerByInclude(target)?.name
      return say.fail(
        'include-without-spf',
        params,
        fixed(service === undefined ? remove : `${remove} It was meant for ${service}.`),
      )
    }
    case 'loop':
      return say.fail('loop', params, fixed(remove))
    case 'mx-over-10':
      return say.fail(
        'mx-over-10',
        params,
        fixed(`Replace "${row.term}" by the addresses (ip4:, ip6:) that really send.`),
      )
    case 'multiple-records':
      return say.fail(
        'multiple-records',
        params,
        fixed(`Ask the owner of ${target} to publish one SPF record, or remove "${row.term}".`),
      )
    default:
      return say.fail(
        'included-syntax',
        params,
        fixed(`Ask the owner of ${target} to correct its SPF record, or remove "${row.term}".`),
      )
  }
}

function judgePermanent(scene: Scene): Finding {
  const { say, entry, text, at } = scene
  const { domain, audit } = entry
  const own = parseSpf(text).errors[0]
  if (own !== undefined) {
    const code = own.code === 'non-ascii' ? 'non-ascii' : 'syntax'
    return say.fail(code, { domain, term: own.term }, { ...at, fix: syntaxFix(entry, text) })
  }
  const row = culpritOf(entry)
  // Running out of lookups is no fault of the term where it happened.
  if (row !== undefined && !isOverLimit(row.reason)) return judgeTarget(scene, row)
  const steps = ['Shorten the record as the check "Your SPF record stays under 10 lookups" proposes.']
  const over = audit?.reason === 'too-many-voids' ? 'too-many-voids' : 'too-many-lookups'
  return say.fail(over, { domain }, { ...at, fix: { effort: 'M', steps } })
}

function isOverLimit(reason: Row['reason']): boolean {
  return reason === 'too-many-lookups' || reason === 'too-many-voids' || reason === 'too-deep'
}

function judgeDomain(say: Voice, entry: ShownDomain, at: At): Finding {
  const { domain, audit } = entry
  const text = soleRecord(entry)
  if (audit === undefined) {
    const isNone = entry.status === 'answer' || entry.absence === 'absent'
    return isNone ? say.notApplicable('none', { domain }, at) : say.unknown('unread', { domain }, at)
  }
  if (text === undefined) {
    const merged = mergeSpf(entry.texts.filter(isSpfRecord))
    const fix = replaceWith(entry, merged, ['Replace all SPF records by the one below.'])
    return say.fail('multiple-records', { domain, target: domain }, { ...at, fix })
  }
  if (audit.result === 'permerror') return judgePermanent({ say, entry, text, at })
  const silent = audit.rows.find((row) => row.outcome === 'temperror')
  if (audit.result === 'temperror' || silent !== undefined) {
    return say.unknown('temperror', { domain, target: silent?.target ?? domain }, at)
  }
  const unsure = audit.rows.some((row) => row.outcome === 'unknown' && row.name !== 'exists' && row.name !== 'ptr')
  if (unsure) return say.unknown('sender-dependent', { domain }, at)
  return say.pass('ok', { domain, result: audit.result }, at)
}

export default defineCheck({
  id: 'spf-evaluates',
  version: 1,
  kind: 'automatic',
  title: 'Receivers can read your SPF record',
  impact: 'blocker',
  why: 'One mistake anywhere in the record, or in a record it includes, makes receivers ignore all of it.',
  covers: { 'spf-valid': 'required' },
  raises: ['login-mail-to-spam', 'reset-mail-to-spam'],
  dependsOn: ['domain-resolves', 'spf-record', 'spf-lookup-limit'],
  needs: { spf: mailSpf, dkim: outcomeOf(mailDkim) },
  messages: MESSAGES,
  sources: [
    { label: 'RFC 7208 section 2.6', url: 'https://www.rfc-editor.org/rfc/rfc7208#section-2.6' },
    { label: 'RFC 7208 section 4.6', url: 'https://www.rfc-editor.org/rfc/rfc7208#section-4.6' },
    { label: 'RFC 7208 section 5.2', url: 'https://www.rfc-editor.org/rfc/rfc7208#section-5.2' },
  ],
  judge({ spf, dkim }, say) {
    const impact = spfImpact(spf.sends, dkim)
    return spf.domains.map((entry, index) => judgeDomain(say, entry, { ...spfAt(entry, index), impact }))
  },
})
