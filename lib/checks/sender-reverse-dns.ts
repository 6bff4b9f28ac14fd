import type { Exhibit, Finding, Fix } from '../engine/finding'
import type { At, Say } from '../engine/say'
import { record } from '../engine/subject'
import { mailProfile } from '../evidence/mail-profile'
import { mailReverse } from '../evidence/mail-reverse'
import { defineCheck } from './shared/define'
import { type ReverseRow, reverseState } from './shared/mail/reverse'
import { isSendingOpen, SENDING_OPEN } from './shared/mail/sends'

const MESSAGES = {
  ok: '{address} has a name that leads back to it: {name}',
  generic: '{address} looks like a home connection to receivers: its name is {name}',
  'no-name': 'Gmail and Outlook refuse mail from {address}: it has no name',
  'website-no-name': 'If {address} sends mail, Gmail and Outlook refuse it: it has no name',
  'not-back': 'Gmail and Outlook refuse mail from {address}: {name} does not lead back to it',
  undecided: 'We could not read the name of {address}',
  unread: 'We could not read the addresses behind {term}',
  'providers-only': 'Only services send for {domain}; their servers are their business',
  waiting: 'This waits until {domain} resolves',
  'sending-open': SENDING_OPEN,
  notSending: '{domain} sends no mail',
} as const

type Voice = Say<typeof MESSAGES>

function nameFix(row: ReverseRow): Fix {
  const family = row.address.includes(':') ? 'AAAA' : 'A'
  const name = `mail.${row.owner}`
  return {
    effort: 'M',
    steps: [
      `Ask the company that hosts ${row.address} to set its PTR record to ${name}.`,
      `Publish ${name} ${family} ${row.address}, so that the name leads back.`,
      `If this server does not send mail, remove ${row.term} from the SPF record of ${row.owner}.`,
    ],
    records: [{ type: family, name, value: row.address }],
  }
}

function exhibitOf(row: ReverseRow): Exhibit {
  const names = row.names.map((entry) => `${entry.name} (leads back: ${entry.leadsBack})`)
  return {
    kind: 'table',
    title: `Name of ${row.address}`,
    columns: ['What', 'Seen'],
    rows: [
      ['Listed by', `${row.term} in the SPF record of ${row.owner}`],
      ['PTR', names.join(', ') || row.status],
    ],
  }
}

function judgeAddress(say: Voice, row: ReverseRow, at: At): Finding {
  const { address } = row
  const name = row.names.find((entry) => entry.leadsBack === 'yes')?.name ?? row.names[0]?.name ?? ''
  const fixed = { ...at, fix: nameFix(row) }
  switch (reverseState(row)) {
    case 'ok':
      return say.pass('ok', { address, name }, at)
    case 'generic':
      return say.warn('generic', { address, name }, { ...fixed, impact: 'medium' })
    case 'unknown':
      return say.unknown('undecided', { address }, at)
    case 'not-back':
      return say.fail('not-back', { address, name }, fixed)
    case 'no-name':
      return row.website
        ? say.warn('website-no-name', { address }, { ...fixed, impact: 'medium' })
        : say.fail('no-name', { address }, fixed)
  }
}

export default defineCheck({
  id: 'sender-reverse-dns',
  version: 1,
  kind: 'automatic',
  title: 'Your own mail servers have a matching name',
  impact: 'high',
  why: 'Gmail and Outlook refuse mail from a server whose address has no name that leads back to it.',
  covers: { 'transactional-sender-verified': 'supporting' },
  dependsOn: ['domain-resolves', 'spf-record'],
  needs: { reverse: mailReverse, profile: mailProfile },
  messages: MESSAGES,
  sources: [
    { label: 'RFC 1912 section 2.1', url: 'https://www.rfc-editor.org/rfc/rfc1912#section-2.1' },
    { label: 'Email sender guidelines of Gmail', url: 'https://support.google.com/a/answer/81126' },
  ],
  judge({ reverse, profile }, say) {
    const { domain } = profile
    const bare = { subject: record('TXT', domain), refs: ['mail.reverse'] }
    if (profile.status === 'nxdomain') return say.unknown('waiting', { domain }, bare)
    if (isSendingOpen(profile)) return say.unknown('sending-open', { domain }, bare)
    if (!profile.sends) return say.notApplicable('notSending', { domain }, bare)
    const unread = reverse.unread.map((term) => say.unknown('unread', { term }, bare))
    const found = reverse.addresses.map((row, index) =>
      judgeAddress(say, row, {
        subject: record('PTR', row.address),
        refs: [`mail.reverse#/addresses/${index}`],
        exhibits: [exhibitOf(row)],
      }),
    )
    const all = [...found, ...unread]
    return all.length > 0 ? all : say.notApplicable('providers-only', { domain }, bare)
  },
})
