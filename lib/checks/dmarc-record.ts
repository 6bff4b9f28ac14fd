import type { Finding } from '../engine/finding'
import type { At, Say } from '../engine/say'
import { mailDmarc } from '../evidence/mail-dmarc'
import { mailProfile } from '../evidence/mail-profile'
import { defineCheck } from './shared/define'
import { type DmarcNearMiss, type DmarcRecord, type DmarcText, parseDmarc } from './shared/mail/dmarc-record'
import { composeDmarc, dmarcAt, dmarcFix, policyRecord, reportAddress, type ShownDmarc } from './shared/mail/dmarc-show'
import { isSendingOpen, SENDING_OPEN } from './shared/mail/sends'

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

const MESSAGES = {
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
  'report-size': 'Newer receivers no longer read the size limit behind the report address of {domain}',
  'report-address': 'DMARC reports of {domain} get lost: an address in the record is wrong',
  'sending-open': SENDING_OPEN,
  undecided: 'We could not read the DMARC record of {domain}',
  waiting: 'This waits until {domain} resolves',
  notSending: '{domain} sends no mail',
} as const

type Voice = Say<typeof MESSAGES>

type Scene = {
  say: Voice
  entry: ShownDmarc
  at: At
  /** Where reports go when the record names nobody. */
  reports: string
  /** Nobody knows whether the domain sends. */
  sendingOpen: boolean
}

function publish({ entry, at }: Scene, value: string, step: string): At {
  return { ...at, fix: dmarcFix(entry.domain, value, [step]) }
}

/** The own record exists but nobody can use it; `undefined` where that is not so. */
function judgeOwn(scene: Scene, records: readonly DmarcRecord[]): Finding | undefined {
  const { say, entry, reports } = scene
  const { domain } = entry
  const [first] = records
  if (first === undefined) return undefined
  if (records.length > 1) {
    const at = publish(scene, composeDmarc(first.text, {}), 'Keep one record and delete the others.')
    return say.fail('multiple', { domain, count: records.length }, at)
  }
  if (first.acts !== 'ignored') return undefined
  const names = first.tags.map((tag) => tag.name)
  const doubled = names.find((name, position) => names.indexOf(name) < position)
  if (doubled !== undefined) {
    const at = publish(scene, composeDmarc(first.text, {}), 'Replace the record; every part occurs once.')
    return say.fail('duplicate-tag', { domain, tag: doubled }, at)
  }
  const value = composeDmarc(first.text, { rua: first.rua[0] ?? reports })
  return say.fail(
    'invalid-p-ignored',
    { domain },
    publish(scene, value, 'Replace the record; p is none, quarantine or reject.'),
  )
}

/** No record applies: it was never written, cannot be read, or stands elsewhere. */
function judgeNone(scene: Scene, own: readonly DmarcText[]): Finding {
  const { say, entry, at, reports } = scene
  const { domain, misplaced } = entry
  const miss = own.find((text) => text.kind === 'near-miss')
  if (miss?.kind === 'near-miss') {
    const fixed = publish(scene, corrected(miss.text), 'Replace the record by exactly this text.')
    return say.fail('near-miss', { domain, problem: NEAR_MISS[miss.why] }, fixed)
  }
  if (entry.unsure || entry.absence === 'undecided') return say.unknown('undecided', { domain }, at)
  if (entry.absence === 'present') return say.pass('late', { domain }, at)
  if (scene.sendingOpen && misplaced === undefined) return say.unknown('sending-open', { domain }, at)
  if (misplaced !== undefined) {
    const step = `Move the record from ${domain} to _dmarc.${domain}.`
    return say.fail('found-at-apex', { domain }, publish(scene, corrected(misplaced), step))
  }
  const step = 'Add this TXT record. It changes nothing for your mail yet and brings you reports.'
  return say.fail('absent', { domain }, publish(scene, composeDmarc(undefined, { rua: reports }), step))
}

function brokenTag(found: DmarcRecord): 'p' | 'sp' | 'np' {
  if (found.problems.includes('p-invalid')) return 'p'
  return found.problems.includes('sp-invalid') ? 'sp' : 'np'
}

/** What is wrong with a record that applies all the same. */
function warningsOf({ say, entry, at, reports }: Scene, found: DmarcRecord): Finding[] {
  const { domain } = entry
  const owner = entry.policyDomain ?? domain
  const texts = entry.steps.find((step) => step.domain === owner)?.texts ?? []
  const rua = found.rua.length === 0 && !reports.includes('<') ? { rua: reports } : {}
  const fixed = (step: string, change: Parameters<typeof composeDmarc>[1] = {}): At => ({
    ...at,
    impact: 'medium',
    fix: dmarcFix(owner, composeDmarc(found.text, { ...rua, ...change }), [step]),
  })
  const list: Finding[] = []
  if (found.acts === 'monitor' && found.problems.includes('p-missing')) {
    list.push(say.warn('p-missing', { domain }, fixed('Add a policy in second place.')))
  } else if (found.acts === 'monitor') {
    const tag = brokenTag(found)
    const at = fixed('Write none, quarantine or reject.', tag === 'p' ? {} : { [tag]: undefined })
    list.push(say.warn('invalid-p-treated-as-none', { domain, tag }, at))
  }
  if (texts.some((text) => parseDmarc(text).kind !== 'dmarc')) {
    list.push(say.warn('unrelated-txt', { domain }, fixed(`Delete every other TXT record at _dmarc.${owner}.`)))
  }
  if (found.removed.length > 0) {
    const at = fixed('Remove these parts; newer receivers ignore them.')
    list.push(say.warn('removed-tags', { domain, tags: found.removed.join(', ') }, at))
  }
  if (found.problems.includes('p-not-second')) {
    list.push(say.warn('p-not-second', { domain }, fixed('Move p behind v=DMARC1.')))
  }
  const step = 'Write each address as mailto:name@domain, without a size.'
  if (found.problems.includes('rua-invalid')) list.push(say.warn('report-address', { domain }, fixed(step)))
  else if (found.problems.includes('size-suffix')) list.push(say.warn('report-size', { domain }, fixed(step)))
  // An owner who set psd decided between the two ways on purpose.
  if (entry.legacyPolicyDomain !== entry.policyDomain && found.psd === 'u') {
    list.push(say.warn('views-differ', { domain }, fixed(`Publish the policy you want at _dmarc.${domain} itself.`)))
  }
  return list
}

function judgeDomain(scene: Scene, sends: boolean): Finding | Finding[] {
  const { say, entry, at } = scene
  const { domain } = entry
  const [step] = entry.steps
  const own = (step?.texts ?? []).map(parseDmarc)
  const isMeant = own.some((text) => text.kind !== 'unrelated') || entry.misplaced !== undefined
  // A record of its own would win over anything found above it.
  if (step?.status === 'error') return say.unknown('undecided', { domain }, at)
  if (!sends && !isMeant) return say.notApplicable('notSending', { domain }, at)
  const broken = judgeOwn(
    scene,
    own.filter((text) => text.kind === 'dmarc'),
  )
  if (broken !== undefined) return broken
  const found = policyRecord(entry)
  if (found !== undefined && entry.unsure) return say.unknown('undecided', { domain }, at)
  if (found === undefined) return judgeNone(scene, own)
  if (entry.wildcard) {
    const step = 'Publish the record at its own name and remove the catch-all TXT record.'
    return say.fail('wildcard', { domain }, publish(scene, composeDmarc(found.text, {}), step))
  }
  const warnings = warningsOf(scene, found)
  if (warnings.length > 0) return warnings
  const policyDomain = entry.policyDomain ?? domain
  return entry.inherited ? say.pass('inherited', { domain, policyDomain }, at) : say.pass('ok', { domain }, at)
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
  messages: MESSAGES,
  sources: [
    { label: 'RFC 9989 section 4.7', url: 'https://www.rfc-editor.org/rfc/rfc9989#section-4.7' },
    { label: 'RFC 9989 section 4.10', url: 'https://www.rfc-editor.org/rfc/rfc9989#section-4.10' },
    { label: 'RFC 7489', url: 'https://www.rfc-editor.org/rfc/rfc7489' },
  ],
  judge({ dmarc, profile }, say) {
    const takesMail = profile.exchanges.some((exchange) => exchange !== '.')
    return dmarc.domains.flatMap((entry, index) => {
      const { domain } = entry
      const at = dmarcAt(entry, index)
      if (profile.status === 'nxdomain') return say.unknown('waiting', { domain }, at)
      return judgeDomain(
        { say, entry, at, reports: reportAddress(domain, takesMail), sendingOpen: isSendingOpen(profile) },
        dmarc.sends,
      )
    })
  },
})
