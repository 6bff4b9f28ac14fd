import type { Exhibit, Finding, Fix } from '../engine/finding'
import type { Immutable } from '../engine/immutable'
import type { At, Say } from '../engine/say'
import { record } from '../engine/subject'
import { type MailBimi, mailBimi } from '../evidence/mail-bimi'
import { mailDmarc } from '../evidence/mail-dmarc'
import { mailProfile } from '../evidence/mail-profile'
import { defineCheck } from './shared/define'
import { isUndecided, statusWords } from './shared/dns-facts'
import { type BimiRecord, parseBimi } from './shared/mail/bimi'
import { composeDmarc, dmarcFix, policyRecord, type ShownDmarc } from './shared/mail/dmarc-show'
import { effectivePolicy } from './shared/mail/dmarc-walk'

const MESSAGES = {
  ok: 'Mailboxes that show logos can show the one of {domain}',
  declined: '{domain} states that it wants no logo shown',
  none: '{domain} publishes no logo for mailboxes',
  several: 'No mailbox shows the logo of {domain}: there are {count} records',
  version: 'No mailbox shows the logo of {domain}: the record does not begin with v=BIMI1',
  'not-https': 'No mailbox shows the logo of {domain}: its address does not begin with https:',
  'logo-gone': 'No mailbox shows the logo of {domain}: {url} does not serve it',
  'logo-format': 'No mailbox shows the logo of {domain}: it is not in the format SVG Tiny PS',
  'dmarc-weak': 'No mailbox shows the logo of {domain}: its DMARC policy is too weak ({what})',
  'no-certificate': 'Gmail and Apple do not show the logo of {domain}: it has no certificate',
  'logo-unread': 'We could not fetch the logo of {domain} from {url}',
  undecided: 'We could not read the logo record of {domain}: the name server {reason}',
  'dmarc-unread': 'We could not read the DMARC policy of {domain}, which decides about its logo',
  waiting: 'This waits until {domain} resolves',
} as const

type Voice = Say<typeof MESSAGES>
type Bimi = Immutable<MailBimi>
type Scene = { say: Voice; bimi: Bimi; at: At; parsed: BimiRecord }

function publish(domain: string, parsed: BimiRecord, step: string): Fix {
  const logo = parsed.logo === '' ? '<https address of the logo>' : parsed.logo.replace(/^http:/i, 'https:')
  return {
    effort: 'S',
    steps: [step],
    records: [{ type: 'TXT', name: `default._bimi.${domain}`, value: `v=BIMI1; l=${logo}; a=${parsed.evidence}` }],
  }
}

/** What in the DMARC record keeps mailbox providers from showing a logo; undefined where nothing does. */
function weakness(entry: ShownDmarc): string | undefined {
  const found = policyRecord(entry)
  const effective = effectivePolicy(entry, entry.exists !== 'no')
  if (found === undefined || effective === undefined) return 'there is none'
  if (effective.policy === 'none') return effective.lowered ? 't=y' : 'p=none'
  if (found.test) return 't=y'
  if (found.sp === 'none') return 'sp=none'
  return found.pct !== undefined && found.pct < 100 ? `pct=${found.pct}` : undefined
}

function judgeDmarc({ say, bimi, at }: Scene, entry: ShownDmarc | undefined): Finding | undefined {
  const { domain } = bimi
  if (entry === undefined) return undefined
  const isOpen = entry.steps[0]?.status === 'error' || (entry.policyDomain === undefined && entry.unsure)
  if (isOpen) return say.unknown('dmarc-unread', { domain }, at)
  const what = weakness(entry)
  if (what === undefined) return undefined
  const value = composeDmarc(policyRecord(entry)?.text, { p: 'quarantine', sp: undefined, np: undefined, t: undefined })
  const steps = ['First bring DMARC to quarantine, when its reports have been clean for two weeks.']
  return say.fail('dmarc-weak', { domain, what }, { ...at, fix: dmarcFix(entry.policyDomain ?? domain, value, steps) })
}

function judgeLogo({ say, bimi, at, parsed }: Scene): Finding | undefined {
  const { domain, logo } = bimi
  if (!/^https:\/\//i.test(parsed.logo)) {
    return say.fail('not-https', { domain }, { ...at, fix: publish(domain, parsed, 'Serve the logo over https.') })
  }
  const url = logo?.url ?? parsed.logo
  if (logo === undefined || logo.outcome === 'silent') return say.unknown('logo-unread', { domain, url }, at)
  if (logo.outcome === 'gone') {
    const fix: Fix = { effort: 'S', steps: [`Serve the logo at ${url}, without a redirect, or correct the address.`] }
    return say.fail('logo-gone', { domain, url }, { ...at, fix })
  }
  if (logo.outcome === 'svg-tiny-ps') return undefined
  const steps = ['Export the logo as SVG Tiny 1.2 with baseProfile="tiny-ps", square, without scripts or links.']
  return say.fail('logo-format', { domain }, { ...at, fix: { effort: 'M', steps } })
}

function exhibitsOf(bimi: Bimi): Exhibit[] {
  const question = { name: `default._bimi.${bimi.domain}`, type: 'TXT' }
  const { logo } = bimi
  const note =
    logo === undefined ? undefined : `logo: ${logo.outcome}${logo.status === undefined ? '' : `, HTTP ${logo.status}`}`
  return [
    {
      kind: 'dns',
      title: `Logo of ${bimi.domain}`,
      question,
      status: bimi.status,
      records: [...bimi.records],
      ...(note === undefined ? {} : { note }),
    },
  ]
}

export default defineCheck({
  id: 'bimi',
  version: 1,
  kind: 'automatic',
  title: 'Your logo can appear next to your mail',
  impact: 'low',
  why: 'A logo next to your mail is optional; published wrongly, it is simply not shown.',
  covers: { 'email-auth-live': 'supporting' },
  dependsOn: ['domain-resolves', 'dmarc-record', 'dmarc-policy'],
  needs: { bimi: mailBimi, dmarc: mailDmarc, profile: mailProfile },
  messages: MESSAGES,
  sources: [
    {
      label: 'Brand indicators for message identification',
      url: 'https://datatracker.ietf.org/doc/draft-brand-indicators-for-message-identification/',
    },
  ],
  judge({ bimi, dmarc, profile }, say) {
    const { domain, status, records } = bimi
    const at = { subject: record('TXT', `default._bimi.${domain}`), refs: ['mail.bimi'], exhibits: exhibitsOf(bimi) }
    if (profile.status === 'nxdomain') return say.unknown('waiting', { domain }, at)
    if (isUndecided(status)) return say.unknown('undecided', { domain, reason: statusWords(status) }, at)
    const [text, another] = records
    if (text === undefined) return say.notApplicable('none', { domain }, at)
    const parsed = parseBimi(text)
    if (another !== undefined) {
      const fix = publish(domain, parsed, 'Keep this record only.')
      return say.fail('several', { domain, count: records.length }, { ...at, fix })
    }
    if (!parsed.version) {
      return say.fail('version', { domain }, { ...at, fix: publish(domain, parsed, 'Replace the record by this one.') })
    }
    if (parsed.declined) return say.pass('declined', { domain }, at)
    const scene: Scene = { say, bimi, at, parsed }
    const policy = dmarc.domains.find((entry) => entry.domain === domain)
    const found = judgeLogo(scene) ?? judgeDmarc(scene, policy)
    if (found !== undefined) return found
    if (parsed.evidence !== '') return say.pass('ok', { domain }, at)
    const steps = ['Get a mark certificate for the logo and put its address into a=, if you want it in Gmail.']
    return say.warn('no-certificate', { domain }, { ...at, fix: { effort: 'L', steps } })
  },
})
