import { mailDmarc } from '../evidence/mail-dmarc'
import { mailProfile } from '../evidence/mail-profile'
import { defineCheck } from './shared/define'
import { type DmarcNearMiss, parseDmarc } from './shared/mail/dmarc-record'
import { composeDmarc, dmarcAt, dmarcFix, policyRecord, reportAddress, type ShownDmarc } from './shared/mail/dmarc-show'

const NEAR_MISS: Readonly<Record<DmarcNearMiss, string>> = {
  'version-case': 'it must begin with v=DMARC1 in capital letters',
  'version-typo': 'it must begin with v=DMARC1',
  'missing-separator': 'a semicolon is missing after v=DMARC1',
  quoted: 'it has quotation marks in it',
  'leading-space': 'it begins with a space',
  'version-not-first': 'v=DMARC1 must stand first',
}

/** The text with its beginning put right, so that the owner's policy survives the correction. */
function corrected(text: string): string {
  const body = text
    .replace(/["'\s]+$/, '')
    .split(/[;,]|\s+(?=[a-z]+\s*=)/i)
    .map((part) => part.replace(/["']/g, '').trim())
    .filter((part) => part !== '' && !/^(v\s*[=:])?\s*dmarc/i.test(part))
  return composeDmarc(['v=DMARC1', ...body].join('; '), {})
}

export default defineCheck({
  id: 'dmarc-record',
  version: 1,
  kind: 'automatic',
  title: 'Your domain has one valid DMARC record',
  impact: 'high',
  why: 'Gmail, Yahoo and Outlook expect it; without it your mail is trusted less and anyone can imitate you.',
  covers: { 'dmarc-in-place': 'required', 'email-auth-live': 'required' },
  raises: ['login-mail-to-spam', 'reset-mail-to-spam'],
  dependsOn: ['domain-resolves'],
  needs: { dmarc: mailDmarc, profile: mailProfile },
  messages: {
    ok: '{domain} has one valid DMARC record',
    inherited: '{domain} is covered by the DMARC record of {policyDomain}',
    late: '{domain} has a DMARC record; some caches still say there is none',
    absent: 'Anyone can imitate {domain}, and its mail is trusted less: no DMARC record',
    'found-at-apex': 'Receivers ignore the DMARC record of {domain}: it belongs to _dmarc.{domain}',
    multiple: 'Receivers ignore the DMARC records of {domain}: there are {count}',
    'near-miss': 'Receivers ignore the DMARC record of {domain}: {problem}',
    'duplicate-tag': 'Receivers ignore the DMARC record of {domain}: {tag} occurs twice',
    'invalid-p-ignored': 'Receivers ignore the DMARC record of {domain}: its policy cannot be read',
    wildcard: '{domain} has a DMARC record only because of a catch-all record',
    'invalid-p-treated-as-none': 'The DMARC policy of {domain} has no effect: {tag} cannot be read',
    'p-missing': 'The DMARC policy of {domain} has no effect: it names none',
    'unrelated-txt': 'Some receivers stumble over other text next to the DMARC record of {domain}',
    'removed-tags': 'The DMARC record of {domain} uses what no longer exists: {tags}',
    'p-not-second': 'Older receivers cannot read the DMARC record of {domain}: p must stand second',
    'views-differ': 'Older receivers apply another DMARC policy to {domain} than newer ones',
    'report-address': 'DMARC reports of {domain} get lost: an address in the record is wrong',
    undecided: 'We could not read the DMARC record of {domain}',
    waiting: 'This waits until {domain} resolves',
    notSending: '{domain} sends no mail',
  },
  sources: [
    { label: 'RFC 9989 section 4.7', url: 'https://www.rfc-editor.org/rfc/rfc9989#section-4.7' },
    { label: 'RFC 9989 section 4.10', url: 'https://www.rfc-editor.org/rfc/rfc9989#section-4.10' },
    { label: 'RFC 7489', url: 'https://www.rfc-editor.org/rfc/rfc7489' },
  ],
  judge({ dmarc, profile }, say) {
    const takesMail = profile.exchanges.some((exchange) => exchange !== '.')
    const judgeDomain = (entry: ShownDmarc, index: number) => {
      const { domain } = entry
      const at = dmarcAt(entry, index)
      if (profile.status === 'nxdomain') return say.unknown('waiting', { domain }, at)
      const own = (entry.steps[0]?.texts ?? []).map(parseDmarc)
      const isMeant = own.some((text) => text.kind !== 'unrelated') || entry.misplaced !== undefined
      if (!dmarc.sends && entry.policyDomain === undefined && !isMeant) {
        return say.notApplicable('notSending', { domain }, at)
      }
      const records = own.flatMap((text) => (text.kind === 'dmarc' ? [text] : []))
      const [first] = records
      const found = policyRecord(entry)
      const start = composeDmarc(undefined, { rua: reportAddress(domain, takesMail) })
      const publish = (value: string, step: string) => ({ ...at, fix: dmarcFix(domain, value, [step]) })
      if (records.length > 1) {
        return say.fail(
          'multiple',
          { domain, count: records.length },
          publish(composeDmarc(first?.text, {}), 'Keep one record and delete the others.'),
        )
      }
      if (first !== undefined && first.acts === 'ignored') {
        const doubled = first.tags.find(
          (tag, position) => first.tags.findIndex((other) => other.name === tag.name) < position,
        )
        if (doubled !== undefined) {
          return say.fail(
            'duplicate-tag',
            { domain, tag: doubled.name },
            publish(composeDmarc(first.text, {}), 'Replace the record; every part occurs once.'),
          )
        }
        const value = composeDmarc(first.text, { rua: first.rua[0] ?? reportAddress(domain, takesMail) })
        return say.fail(
          'invalid-p-ignored',
          { domain },
          publish(value, 'Replace the record; p is none, quarantine or reject.'),
        )
      }
      if (found === undefined) {
        const miss = own.find((text) => text.kind === 'near-miss')
        if (miss?.kind === 'near-miss') {
          return say.fail(
            'near-miss',
            { domain, problem: NEAR_MISS[miss.why] },
            publish(corrected(miss.text), 'Replace the record by exactly this text.'),
          )
        }
        if (entry.unsure || entry.absence === 'undecided') return say.unknown('undecided', { domain }, at)
        if (entry.absence === 'present') return say.pass('late', { domain }, at)
        if (entry.misplaced !== undefined) {
          return say.fail(
            'found-at-apex',
            { domain },
            publish(corrected(entry.misplaced), `Move the record from ${domain} to _dmarc.${domain}.`),
          )
        }
        return say.fail(
          'absent',
          { domain },
          publish(start, 'Add this TXT record. It changes nothing for your mail yet and brings you reports.'),
        )
      }
      if (entry.wildcard) {
        return say.fail(
          'wildcard',
          { domain },
          publish(
            composeDmarc(found.text, {}),
            'Publish the record at its own name and remove the catch-all TXT record.',
          ),
        )
      }
      const warnings = warningsOf(entry, found)
      const policyDomain = entry.policyDomain ?? domain
      if (warnings.length > 0) return warnings.map((warn) => warn(at))
      return entry.inherited ? say.pass('inherited', { domain, policyDomain }, at) : say.pass('ok', { domain }, at)
    }

    const warningsOf = (entry: ShownDmarc, found: NonNullable<ReturnType<typeof policyRecord>>) => {
      const { domain } = entry
      const owner = entry.policyDomain ?? domain
      const texts = entry.steps.find((step) => step.domain === owner)?.texts ?? []
      const isUnrelated = texts.some((text) => parseDmarc(text).kind !== 'dmarc')
      // An owner who set psd decided between the two ways on purpose.
      const differ = entry.legacyPolicyDomain !== entry.policyDomain && found.psd === 'u'
      const value = composeDmarc(found.text, {})
      const fixed = (at: ReturnType<typeof dmarcAt>, step: string, text = value) => ({
        ...at,
        impact: 'medium' as const,
        fix: dmarcFix(owner, text, [step]),
      })
      type Warn = (at: ReturnType<typeof dmarcAt>) => ReturnType<typeof say.warn>
      const list: (Warn | undefined)[] = [
        found.acts === 'monitor' && found.problems.includes('p-missing')
          ? (at) => say.warn('p-missing', { domain }, fixed(at, 'Add a policy in second place.'))
          : undefined,
        found.acts === 'monitor' && !found.problems.includes('p-missing')
          ? (at) => {
              const tag = found.problems.includes('p-invalid')
                ? 'p'
                : found.problems.includes('sp-invalid')
                  ? 'sp'
                  : 'np'
              const text = composeDmarc(found.text, tag === 'p' ? {} : { [tag]: undefined })
              return say.warn(
                'invalid-p-treated-as-none',
                { domain, tag },
                fixed(at, 'Write none, quarantine or reject.', text),
              )
            }
          : undefined,
        isUnrelated
          ? (at) =>
              say.warn('unrelated-txt', { domain }, fixed(at, `Delete every other TXT record at _dmarc.${owner}.`))
          : undefined,
        found.removed.length > 0
          ? (at) =>
              say.warn(
                'removed-tags',
                { domain, tags: found.removed.join(', ') },
                fixed(at, 'Remove these parts; newer receivers ignore them.'),
              )
          : undefined,
        found.problems.includes('p-not-second')
          ? (at) => say.warn('p-not-second', { domain }, fixed(at, 'Move p behind v=DMARC1.'))
          : undefined,
        found.problems.includes('rua-invalid') || found.problems.includes('size-suffix')
          ? (at) =>
              say.warn(
                'report-address',
                { domain },
                fixed(at, 'Write each address as mailto:name@domain, without a size.'),
              )
          : undefined,
        differ
          ? (at) =>
              say.warn('views-differ', { domain }, fixed(at, `Publish the policy you want at _dmarc.${domain} itself.`))
          : undefined,
      ]
      return list.filter((warn) => warn !== undefined)
    }
    return dmarc.domains.flatMap(judgeDomain)
  },
})
