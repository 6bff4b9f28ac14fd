import type { Exhibit, Finding, Fix } from '../engine/finding'
import type { Immutable } from '../engine/immutable'
import type { At, Say } from '../engine/say'
import { record } from '../engine/subject'
import { mailDmarc } from '../evidence/mail-dmarc'
import { mailProfile } from '../evidence/mail-profile'
import { type MailReports, mailReports } from '../evidence/mail-reports'
import { defineCheck } from './shared/define'
import { composeDmarc, dmarcFix, policyRecord, reportAddress, type ShownDmarc } from './shared/mail/dmarc-show'
import { isSendingOpen, SENDING_OPEN } from './shared/mail/sends'

/** Receivers need not send reports to more addresses than these. */
const MAX_URIS = 2

const MESSAGES = {
  ok: 'Reports about mail from {domain} reach {destination}',
  'ok-some': 'Reports about mail from {domain} reach {destination}, but not {dead}',
  'no-rua': 'You will not learn that mail from {domain} is failing: nobody gets reports',
  unauthorised: 'Nobody sends reports about {domain} to {destination}: it has not agreed',
  'no-mx': 'Reports about mail from {domain} may get lost: {destination} has no mail server record',
  malformed: 'Nobody sends reports about {domain} to {uri}: it is not written as mailto:name@domain',
  'too-many': 'Some receivers send reports about {domain} to the first two of {count} addresses',
  'ruf-external': 'Parts of messages from {domain} may be sent to {uri}, outside your company',
  dead: 'You will not learn that mail from {domain} is failing: {destination} takes no mail',
  unread: 'We could not find out whether {destination} takes the reports about {domain}',
  undecided: 'We could not read the DMARC policy of {domain}',
  noRecord: '{domain} has no DMARC policy yet',
  waiting: 'This waits until {domain} resolves',
  'sending-open': SENDING_OPEN,
  notSending: '{domain} sends no mail',
} as const

type Voice = Say<typeof MESSAGES>
type Policy = Immutable<MailReports['policies'][number]>
type Destination = Policy['rua'][number]
type Scene = { say: Voice; policy: Policy; entry: ShownDmarc; at: At; takesMail: boolean }

function exhibitOf(policy: Policy, text: string): Exhibit {
  return {
    kind: 'table',
    title: `Where reports about ${policy.domain} go`,
    columns: ['Address', 'Result', 'Seen'],
    rows: [['Record', '', text], ...policy.rua.map((entry) => [entry.uri, entry.state, entry.seen.join('; ')])],
  }
}

function ownAddress({ policy, entry, takesMail }: Scene, step: string): Fix {
  const rua = reportAddress(policy.domain, takesMail)
  return dmarcFix(policy.domain, composeDmarc(policyRecord(entry)?.text, { rua }), [step])
}

function allow(policy: Policy, { destination }: Destination): Fix {
  return {
    effort: 'M',
    steps: [
      `Ask ${destination} to publish this record, or set the address again in its dashboard.`,
      `Or send the reports to an address at ${policy.domain}.`,
    ],
    records: [{ type: 'TXT', name: `${policy.domain}._report._dmarc.${destination}`, value: 'v=DMARC1;' }],
  }
}

/** The one statement about a record none of whose addresses works. */
function judgeUseless(scene: Scene): Finding {
  const { say, policy, at } = scene
  const { domain } = policy
  const by = (state: Destination['state']): Destination | undefined => policy.rua.find((entry) => entry.state === state)
  const unknown = by('unknown')
  if (unknown !== undefined)
    return say.unknown('unread', { domain, destination: unknown.destination || unknown.uri }, at)
  const unauthorised = by('unauthorised')
  if (unauthorised !== undefined) {
    const { destination } = unauthorised
    return say.warn('unauthorised', { domain, destination }, { ...at, fix: allow(policy, unauthorised) })
  }
  const withoutMx = by('no-mx')
  if (withoutMx !== undefined) {
    const fix = ownAddress(scene, `Give ${withoutMx.destination} an MX record, or use another address.`)
    return say.warn('no-mx', { domain, destination: withoutMx.destination }, { ...at, fix })
  }
  const malformed = by('malformed')
  if (malformed !== undefined) {
    const fix = ownAddress(scene, 'Write the address as mailto:name@domain.')
    return say.warn('malformed', { domain, uri: malformed.uri }, { ...at, fix })
  }
  const destination = policy.rua.map((entry) => entry.destination).join(', ')
  return say.fail('dead', { domain, destination }, { ...at, fix: ownAddress(scene, 'Use an address that takes mail.') })
}

function judgePolicy(scene: Scene): Finding | Finding[] {
  const { say, policy, at, entry } = scene
  const { domain, rua } = policy
  if (rua.length === 0) {
    return say.warn(
      'no-rua',
      { domain },
      { ...at, fix: ownAddress(scene, 'Add an address for reports to the record.') },
    )
  }
  const working = rua.filter((one) => one.state === 'works').map((one) => one.destination)
  if (working.length === 0) return judgeUseless(scene)
  const warnings: Finding[] = []
  if (rua.length > MAX_URIS) {
    const first = rua.filter((one) => one.state === 'works').slice(0, MAX_URIS)
    const value = composeDmarc(policyRecord(entry)?.text, { rua: first.map((one) => one.uri).join(',') })
    const fix = dmarcFix(domain, value, ['Keep two addresses at most.'])
    warnings.push(say.warn('too-many', { domain, count: rua.length }, { ...at, impact: 'low', fix }))
  }
  const [foreign] = policy.rufExternal
  if (foreign !== undefined) {
    const value = composeDmarc(policyRecord(entry)?.text, { ruf: undefined })
    const fix = dmarcFix(domain, value, ['Remove ruf: failure reports may hold parts of your customers’ mail.'])
    warnings.push(say.warn('ruf-external', { domain, uri: foreign }, { ...at, impact: 'low', fix }))
  }
  if (warnings.length > 0) return warnings
  const dead = rua.filter((one) => one.state !== 'works').map((one) => one.uri)
  const destination = [...new Set(working)].join(', ')
  return dead.length === 0
    ? say.pass('ok', { domain, destination }, at)
    : say.pass('ok-some', { domain, destination, dead: dead.join(', ') }, at)
}

export default defineCheck({
  id: 'dmarc-reporting',
  version: 1,
  kind: 'automatic',
  title: 'Reports about your mail reach somebody',
  impact: 'medium',
  why: 'Receivers report daily which mail from your domain fails, but only to an address that works.',
  covers: { 'dmarc-in-place': 'supporting' },
  dependsOn: ['domain-resolves', 'dmarc-record'],
  needs: { reports: mailReports, dmarc: mailDmarc, profile: mailProfile },
  messages: MESSAGES,
  sources: [
    { label: 'RFC 9990 section 4', url: 'https://www.rfc-editor.org/rfc/rfc9990#section-4' },
    { label: 'RFC 9989 section 4.7', url: 'https://www.rfc-editor.org/rfc/rfc9989#section-4.7' },
  ],
  judge({ reports, dmarc, profile }, say) {
    const takesMail = profile.exchanges.some((exchange) => exchange !== '.')
    const judged = new Set<string>()
    return dmarc.domains.flatMap((entry, index): Finding | Finding[] => {
      const { domain } = entry
      const bare = { subject: record('TXT', `_dmarc.${domain}`), refs: [`mail.dmarc#/domains/${index}`] }
      if (profile.status === 'nxdomain') return say.unknown('waiting', { domain }, bare)
      if (isSendingOpen(profile)) return say.unknown('sending-open', { domain }, bare)
      const found = policyRecord(entry)
      // Whoever publishes a policy without a word on sending wants to know what is done in that name.
      const isAsked = profile.sendsBecause === 'nothing' && found !== undefined && !entry.inherited
      if (!profile.sends && !isAsked) return say.notApplicable('notSending', { domain }, bare)
      if (entry.unsure) return say.unknown('undecided', { domain }, bare)
      const at = reports.policies.findIndex((policy) => policy.domain === entry.policyDomain)
      const policy = reports.policies[at]
      if (found === undefined || policy === undefined) {
        const isOpen = entry.unsure || entry.absence === 'undecided' || entry.steps[0]?.status === 'error'
        return isOpen ? say.unknown('undecided', { domain }, bare) : say.notApplicable('noRecord', { domain }, bare)
      }
      // Several senders under one policy get one answer.
      if (judged.has(policy.domain)) return []
      judged.add(policy.domain)
      const place: At = {
        subject: record('TXT', `_dmarc.${policy.domain}`),
        refs: [`mail.reports#/policies/${at}`],
        exhibits: [exhibitOf(policy, found.text)],
      }
      return judgePolicy({ say, policy, entry, at: place, takesMail })
    })
  },
})
