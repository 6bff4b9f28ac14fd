import type { DnsBlocklist } from '../evidence/dns-blocklist'
import check from './dns-blocklist'
import { cases, settled, timedOut } from './shared/cases'

type List = DnsBlocklist['lists'][number]
type Answer = List['listedTest']

const listed = (...addresses: string[]): Answer => ({
  status: 'answer',
  addresses: addresses.length > 0 ? addresses : ['127.0.0.2'],
})
const absent: Answer = { status: 'nxdomain', addresses: [] }
const silent: Answer = { status: 'timeout', addresses: [] }

const row = (answer: Answer, reason?: string): List['rows'][number] => ({
  subject: 'acme.io',
  query: 'acme.io.dbl.list.example',
  ...answer,
  ...(reason === undefined ? {} : { reason }),
})
const list = (rows: List['rows'], changes: Partial<List> = {}) => ({
  blocklists: {
    domain: 'acme.io',
    lists: [
      {
        zone: 'dbl.list.example',
        kind: 'domain' as const,
        listedTest: listed(),
        unlistedTest: absent,
        rows,
        ...changes,
      },
    ],
  },
})

cases(check, {
  'the name does not exist in the list': { given: list([row(absent)]), verdict: 'pass', codes: ['ok'] },
  'the list holds it': {
    given: list([row(listed('127.0.0.2'), 'https://list.example/lookup')]),
    verdict: 'fail',
    codes: ['listed'],
    says: ['acme.io', 'dbl.list.example'],
  },
  'another code of the list': { given: list([row(listed('127.0.1.5'))]), verdict: 'fail', codes: ['listed'] },
  'the list turns the resolver away': {
    given: list([row(listed('127.255.255.254'))]),
    verdict: 'unknown',
    codes: ['refused'],
  },
  'the list turns the resolver away at its test entry': {
    given: list([], { listedTest: listed('127.255.255.254') }),
    verdict: 'unknown',
    codes: ['refused'],
  },
  'the test entry stays silent': {
    given: list([row(absent)], { listedTest: silent }),
    verdict: 'unknown',
    codes: ['untested'],
  },
  'the test entry is missing': {
    given: list([row(absent)], { listedTest: absent }),
    verdict: 'unknown',
    codes: ['untested'],
  },
  'a list that holds everything': {
    given: list([row(listed())], { unlistedTest: listed() }),
    verdict: 'unknown',
    codes: ['untested'],
  },
  'the name of the list was sold and leads to a web server': {
    given: list([row(listed('203.0.113.9'))]),
    verdict: 'unknown',
    codes: ['undecided'],
  },
  'the answer does not come': { given: list([row(silent)]), verdict: 'unknown', codes: ['undecided'] },
  'a list of addresses, and no server of its own': {
    given: list([], { kind: 'ip' }),
    verdict: 'not-applicable',
    codes: ['nothing'],
  },
  'no list is set up': {
    given: { blocklists: settled({ status: 'absent', reason: 'not-relevant' }) },
    verdict: 'not-applicable',
    codes: ['off'],
  },
  'we ran out of time': { given: { blocklists: timedOut() }, verdict: 'unknown' },
})
