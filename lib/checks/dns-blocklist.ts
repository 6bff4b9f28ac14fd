import type { Exhibit, Finding, Fix } from '../engine/finding'
import type { Immutable } from '../engine/immutable'
import { ifPresent } from '../engine/need'
import type { Say } from '../engine/say'
import { host, project } from '../engine/subject'
import { type DnsBlocklist, dnsBlocklist } from '../evidence/dns-blocklist'
import { isWorking, listWord } from './shared/blocklist'
import { defineCheck } from './shared/define'
import { statusWords } from './shared/dns-facts'

type List = Immutable<DnsBlocklist['lists'][number]>
type Row = List['rows'][number]

const MESSAGES = {
  ok: '{subject} is not on the blocklist {list}',
  listed: 'Mail from {subject} is refused by whoever uses the blocklist {list}',
  refused: 'The blocklist {list} does not answer our resolver; ask it through a resolver of your own',
  untested: 'We could not tell whether the blocklist {list} works: its test entry is not as it should be',
  undecided: 'We could not tell whether {subject} is on the blocklist {list}: the name server {problem}',
  nothing: 'There is nothing to look up in the blocklist {list}: only services send your mail',
  off: 'No blocklist is set up to be asked (LR_DNS_BLOCKLISTS)',
} as const

function exhibitOf({ query, status, addresses, reason }: Row): Exhibit {
  return {
    kind: 'dns',
    title: `Look-up of ${query}`,
    question: { name: query, type: 'A' },
    status,
    records: [...addresses],
    ...(reason === undefined ? {} : { note: `The list says: ${reason}` }),
  }
}

function delistFix({ subject }: Row, list: string): Fix {
  return {
    effort: 'M',
    steps: [
      `Find out why ${subject} is listed: look for accounts or forms that were used to send unwanted mail, and stop that first.`,
      `Then ask ${list} for removal on the page its entry names; it is shown below as evidence.`,
      'Until then, send through a service whose servers are not listed.',
    ],
  }
}

function judgeList(say: Say<typeof MESSAGES>, list: List, index: number): Finding[] {
  const { zone, rows, kind } = list
  const at = { subject: project(), refs: [`dns.blocklist#/lists/${index}`] }
  if (listWord(list.listedTest) === 'refused') return [say.unknown('refused', { list: zone }, at)]
  if (!isWorking(list)) return [say.unknown('untested', { list: zone }, at)]
  if (rows.length === 0 && kind === 'ip') return [say.notApplicable('nothing', { list: zone }, at)]
  return rows.map((row, position) => {
    const params = { subject: row.subject, list: zone }
    const there = {
      subject: host(row.subject),
      refs: [`dns.blocklist#/lists/${index}/rows/${position}`],
      exhibits: [exhibitOf(row)],
    }
    const word = listWord(row)
    if (word === 'listed') return say.fail('listed', params, { ...there, fix: delistFix(row, zone) })
    if (word === 'not-listed') return say.pass('ok', params, there)
    if (word === 'refused') return say.unknown('refused', { list: zone }, there)
    return say.unknown('undecided', { ...params, problem: statusWords(row.status) }, there)
  })
}

export default defineCheck({
  id: 'dns-blocklist',
  version: 1,
  kind: 'automatic',
  title: 'Your domain and mail servers are on no blocklist',
  impact: 'high',
  why: 'Receivers refuse mail from listed domains and servers without looking at it, and your customers only see that nothing arrives.',
  covers: { 'transactional-sender-verified': 'supporting' },
  raises: ['reset-mail-to-spam', 'login-mail-to-spam'],
  dependsOn: ['domain-resolves'],
  needs: { blocklists: ifPresent(dnsBlocklist) },
  messages: MESSAGES,
  sources: [
    { label: 'RFC 5782 (DNS blocklists)', url: 'https://www.rfc-editor.org/rfc/rfc5782' },
    { label: 'RFC 6471 (running and using them)', url: 'https://www.rfc-editor.org/rfc/rfc6471' },
  ],
  judge({ blocklists }, say) {
    const off = (): Finding => say.notApplicable('off', {}, { subject: project() })
    if (blocklists === undefined) return off()
    const findings = blocklists.lists.flatMap((list, index) => judgeList(say, list, index))
    return findings.length > 0 ? findings : off()
  },
})
