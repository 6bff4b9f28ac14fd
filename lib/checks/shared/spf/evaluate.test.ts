import { describe, expect, it } from 'vitest'
import { evaluateSpf } from './evaluate'
import type { SpfAnswer, SpfLookup, SpfRequest } from './types'

/** `'name TYPE': values`; a name that occurs with another type is empty for this one, `timeout` fails. */
type Zone = Record<string, readonly string[] | 'timeout'>

function lookupIn(zone: Zone, asked: string[] = []): SpfLookup {
  const names = new Set(Object.keys(zone).map((key) => key.split(' ')[0]?.toLowerCase()))
  const data = new Map(Object.entries(zone).map(([key, value]) => [key.toLowerCase(), value]))
  return async (name, type): Promise<SpfAnswer> => {
    asked.push(`${name} ${type}`)
    const found = data.get(`${name} ${type}`.toLowerCase())
    if (found === 'timeout') return { status: 'error', detail: 'timeout' }
    if (found !== undefined) return { status: 'found', values: found }
    return { status: 'void', nxdomain: !names.has(name.toLowerCase()) }
  }
}

type Row = {
  zone: Zone
  expect: string
  request?: Partial<SpfRequest>
  explains?: string
  lookups?: number
  voids?: number
  /** Without a domain: the HELO name is checked. */
  bounce?: boolean
}

const apex = (record: string, more: Zone = {}): Zone => ({ 'acme.test TXT': [record], ...more })

const rows: Record<string, Row> = {
  'no record': { zone: { 'acme.test TXT': ['google-site-verification=1'] }, expect: 'none' },
  'name that does not exist': { zone: {}, expect: 'none' },
  'bare version': { zone: apex('v=spf1'), expect: 'neutral' },
  'version in upper case': { zone: apex('V=SPF1 -ALL'), expect: 'fail' },
  'version with a digit too many': { zone: apex('v=spf10 -all'), expect: 'none' },
  'two records': { zone: { 'acme.test TXT': ['v=spf1 -all', 'v=spf1 ~all'] }, expect: 'permerror' },
  'time-out': { zone: { 'acme.test TXT': 'timeout' }, expect: 'temperror' },
  'one label is no domain': { zone: {}, request: { domain: 'localhost' }, expect: 'none' },
  'an address literal is no domain': { zone: {}, request: { domain: '[192.0.2.1]' }, expect: 'none' },
  'label over 63 bytes': { zone: {}, request: { domain: `${'a'.repeat(64)}.test` }, expect: 'none' },
  'ip4 matches': { zone: apex('v=spf1 ip4:192.0.2.0/24 -all'), expect: 'pass' },
  'ip4 with prefix 0': { zone: apex('v=spf1 ip4:1.1.1.1/0 -all'), expect: 'pass' },
  'ip4 with a leading zero in the prefix': { zone: apex('v=spf1 ip4:1.1.1.1/032 -all'), expect: 'permerror' },
  'ip4 beyond 32 bits': { zone: apex('v=spf1 ip4:1.1.1.1/33 -all'), expect: 'permerror' },
  'an error after a match still counts': { zone: apex('v=spf1 ip4:192.0.2.1 ip4:bad -all'), expect: 'permerror' },
  'ip6 never matches a mapped address': {
    zone: apex('v=spf1 ip6:::ffff:192.0.2.1/128 ~all'),
    request: { ip: '::ffff:192.0.2.1' },
    expect: 'softfail',
  },
  'mapped address counts as IPv4': {
    zone: apex('v=spf1 ip4:192.0.2.1 -all'),
    request: { ip: '::FFFF:192.0.2.1' },
    expect: 'pass',
  },
  'a matches the own address': {
    zone: apex('v=spf1 a -all', { 'acme.test A': ['192.0.2.1'] }),
    expect: 'pass',
    lookups: 1,
  },
  'a with prefix': { zone: apex('v=spf1 a/24 -all', { 'acme.test A': ['192.0.2.200'] }), expect: 'pass' },
  'a with both prefixes over IPv6': {
    zone: apex('v=spf1 a/24//64 -all', { 'acme.test AAAA': ['2001:db8::ff'] }),
    request: { ip: '2001:db8::1' },
    expect: 'pass',
  },
  'a with a name of one label': { zone: apex('v=spf1 a:museum -all'), expect: 'permerror' },
  'a with a numeric top label': { zone: apex('v=spf1 a:1.2.3.4 -all'), expect: 'permerror' },
  'a with a colon in the name': {
    zone: apex('v=spf1 a:foo:bar.acme.test -all', { 'foo:bar.acme.test A': ['192.0.2.1'] }),
    expect: 'pass',
  },
  'a with an empty label asks nothing': { zone: apex('v=spf1 a:foo..acme.test -all'), expect: 'fail', voids: 0 },
  'unknown mechanism': { zone: apex('v=spf1 ipv4:192.0.2.1 -all'), expect: 'permerror' },
  'unknown modifier': { zone: apex('v=spf1 moo.cow-far_out=man:dog/cat -all'), expect: 'fail' },
  'unknown modifier with a broken macro': { zone: apex('v=spf1 foo=%abc -all'), expect: 'permerror' },
  'mx without MX does not fall back to the address': {
    zone: apex('v=spf1 mx -all', { 'acme.test A': ['192.0.2.1'] }),
    expect: 'fail',
    voids: 1,
  },
  'mx with eleven names': {
    zone: apex('v=spf1 mx -all', { 'acme.test MX': Array.from({ length: 11 }, (_, at) => `m${at}.acme.test`) }),
    expect: 'permerror',
  },
  'mx with a null MX': { zone: apex('v=spf1 mx -all', { 'acme.test MX': ['.'] }), expect: 'fail' },
  'include that passes': {
    zone: apex('v=spf1 include:inc.test -all', { 'inc.test TXT': ['v=spf1 ip4:192.0.2.1 -all'] }),
    expect: 'pass',
  },
  'fail inside an include goes on': {
    zone: apex('v=spf1 include:inc.test ~all', { 'inc.test TXT': ['v=spf1 -all'] }),
    expect: 'softfail',
  },
  'include without a record': {
    zone: apex('v=spf1 include:inc.test ~all', { 'inc.test A': ['192.0.2.9'] }),
    expect: 'permerror',
  },
  'include that times out': {
    zone: apex('v=spf1 include:inc.test ~all', { 'inc.test TXT': 'timeout' }),
    expect: 'temperror',
  },
  'include with a prefix': { zone: apex('v=spf1 include:inc.test/24 ~all'), expect: 'permerror' },
  'include of itself': { zone: apex('v=spf1 include:acme.test -all'), expect: 'permerror' },
  'redirect to itself': { zone: apex('v=spf1 redirect=acme.test'), expect: 'permerror' },
  'redirect to a record': {
    zone: apex('v=spf1 redirect=inc.test', { 'inc.test TXT': ['v=spf1 -all'] }),
    expect: 'fail',
    lookups: 1,
  },
  'redirect to nothing': { zone: apex('v=spf1 redirect=inc.test'), expect: 'permerror' },
  'redirect written like a mechanism': { zone: apex('v=spf1 redirect:inc.test'), expect: 'permerror' },
  'redirect twice': { zone: apex('v=spf1 redirect=a.test redirect=b.test'), expect: 'permerror' },
  'redirect before mechanisms is used last': {
    zone: apex('v=spf1 redirect=inc.test ip4:192.0.2.1', { 'inc.test TXT': ['v=spf1 -all'] }),
    expect: 'pass',
  },
  'redirect next to all costs nothing': { zone: apex('v=spf1 redirect=inc.test ~all'), expect: 'softfail', lookups: 0 },
  'exists asks for an address even over IPv6': {
    zone: apex('v=spf1 exists:%{d} -all', { 'acme.test A': ['198.51.100.9'] }),
    request: { ip: '2001:db8::1' },
    expect: 'pass',
  },
  'exists that times out': {
    zone: apex('v=spf1 exists:e.acme.test -all', { 'e.acme.test A': 'timeout' }),
    expect: 'temperror',
  },
  'ptr confirmed by its address': {
    zone: apex('v=spf1 ptr -all', {
      '1.2.0.192.in-addr.arpa PTR': ['Mail.ACME.test'],
      'mail.acme.test A': ['192.0.2.1'],
    }),
    expect: 'pass',
  },
  'ptr that does not point back': {
    zone: apex('v=spf1 ptr -all', {
      '1.2.0.192.in-addr.arpa PTR': ['mail.acme.test'],
      'mail.acme.test A': ['192.0.2.2'],
    }),
    expect: 'fail',
  },
  'ptr that times out does not match': {
    zone: apex('v=spf1 ptr -all', { '1.2.0.192.in-addr.arpa PTR': 'timeout' }),
    expect: 'fail',
  },
  'ten lookups': {
    zone: apex(`v=spf1 ${'a '.repeat(10)}-all`, { 'acme.test A': ['192.0.2.9'] }),
    expect: 'fail',
    lookups: 10,
  },
  'eleven lookups': {
    zone: apex(`v=spf1 ${'a '.repeat(11)}-all`, { 'acme.test A': ['192.0.2.9'] }),
    expect: 'permerror',
  },
  'two void answers': { zone: apex('v=spf1 a:x.test a:y.test -all'), expect: 'fail', voids: 2 },
  'three void answers': { zone: apex('v=spf1 a:x.test a:y.test a:z.test -all'), expect: 'permerror' },
  'terms after all are not reached': { zone: apex('v=spf1 -all include:inc.test'), expect: 'fail', lookups: 0 },
  'two spaces and a trailing dot': {
    zone: apex('v=spf1 include:inc.test.  ~all', { 'inc.test TXT': ['v=spf1 -all'] }),
    expect: 'softfail',
  },
  'control character': { zone: apex('v=spf1 a:acme.test\rptr -all'), expect: 'permerror' },
  'typographic dash': { zone: apex('v=spf1 ip4:192.0.2.1 –all'), expect: 'permerror' },
  'local part and reversed address in a macro': {
    zone: apex('v=spf1 exists:%{l1r-}.%{ir}.%{v}.acme.test -all', {
      'strong.1.2.0.192.in-addr.acme.test A': ['127.0.0.2'],
    }),
    request: { sender: 'strong-bad@acme.test' },
    expect: 'pass',
  },
  'percent sign and spaces in a name': {
    zone: apex('v=spf1 exists:a%%b%_c%-d.acme.test -all', { 'a%b c%20d.acme.test A': ['127.0.0.2'] }),
    expect: 'pass',
  },
  'letter of explanations in a domain': { zone: apex('v=spf1 exists:%{c}.acme.test -all'), expect: 'permerror' },
  'number zero in a macro': { zone: apex('v=spf1 exists:%{d0}.acme.test -all'), expect: 'permerror' },
  'validated name in a macro costs a lookup': {
    zone: apex('v=spf1 exists:%{p}.acme.test -all', { 'unknown.acme.test A': ['127.0.0.2'] }),
    expect: 'pass',
    lookups: 2,
  },
  'macro longer than a name is cut from the left': {
    zone: apex('v=spf1 exists:%{l}.acme.test -all', { [`${'x.'.repeat(122)}acme.test A`]: ['127.0.0.2'] }),
    request: { sender: `y.${Array.from({ length: 122 }, () => 'x').join('.')}@acme.test` },
    expect: 'pass',
  },
  'explanation with macros': {
    zone: apex('v=spf1 -all exp=why.acme.test', { 'why.acme.test TXT': ['%{c} is not %{S}, see%_%{d}%%'] }),
    request: { sender: 'jack&jill=up@acme.test' },
    expect: 'fail',
    explains: '192.0.2.1 is not jack%26jill%3Dup%40acme.test, see acme.test%',
  },
  'explanation in two records is dropped': {
    zone: apex('v=spf1 -all exp=why.acme.test', { 'why.acme.test TXT': ['one', 'two'] }),
    expect: 'fail',
  },
  'explanation with a broken macro is dropped': {
    zone: apex('v=spf1 -all exp=why.acme.test', { 'why.acme.test TXT': ['%{x}'] }),
    expect: 'fail',
  },
  'explanation of the redirect target': {
    zone: apex('v=spf1 redirect=inc.test exp=no.test', {
      'inc.test TXT': ['v=spf1 -all exp=why.test'],
      'why.test TXT': ['because'],
      'no.test TXT': ['wrong'],
    }),
    expect: 'fail',
    explains: 'because',
  },
  'explanation of an include is not used': {
    zone: apex('v=spf1 include:inc.test -all', {
      'inc.test TXT': ['v=spf1 -all exp=why.test'],
      'why.test TXT': ['wrong'],
    }),
    expect: 'fail',
  },
  'IPv6 address in an explanation': {
    zone: apex('v=spf1 -all exp=why.test', { 'why.test TXT': ['%{c} %{i} %{v}'] }),
    request: { ip: '2001:DB8:0:0:0::1' },
    expect: 'fail',
    explains: '2001:db8::1 2.0.0.1.0.D.B.8.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.1 ip6',
  },
  'bounce uses postmaster at the HELO name': {
    zone: { 'mail.acme.test TXT': ['v=spf1 exists:%{l}.acme.test -all'], 'postmaster.acme.test A': ['127.0.0.1'] },
    request: { sender: '', helo: 'mail.acme.test' },
    bounce: true,
    expect: 'pass',
  },
}

describe('evaluateSpf', () => {
  for (const [name, row] of Object.entries(rows)) {
    it(name, async () => {
      const domain = row.bounce === true ? {} : { domain: 'acme.test' }
      const request: SpfRequest = { ip: '192.0.2.1', ...domain, lookup: lookupIn(row.zone), ...row.request }
      const outcome = await evaluateSpf(request)
      expect(outcome.result).toBe(row.expect)
      expect(outcome.explanation).toBe(row.explains)
      if (row.lookups !== undefined) expect(outcome.lookups).toBe(row.lookups)
      if (row.voids !== undefined) expect(outcome.voids).toBe(row.voids)
    })
  }
})

describe('evaluateSpf as an audit', () => {
  const audit = (zone: Zone, ip = '240.0.0.1') =>
    evaluateSpf({
      ip,
      domain: 'acme.test',
      lookup: lookupIn(zone),
      limits: { lookups: 60, voids: 60, depth: 20 },
      audit: true,
    })

  it('goes on after errors and counts everything a receiver could ask', async () => {
    const outcome = await audit(
      apex('v=spf1 ipv4:1.2.3.4 include:none.test include:inc.test a:gone.acme.test mx -all', {
        'inc.test TXT': ['v=spf1 a:x.inc.test -all'],
        'x.inc.test A': ['192.0.2.7'],
        'acme.test MX': ['m.acme.test'],
        'm.acme.test A': ['192.0.2.8'],
      }),
    )
    expect(outcome).toMatchObject({ result: 'permerror', reason: 'syntax', lookups: 5, voids: 2 })
    expect(outcome.trace.terms.map((term) => [term.text, term.outcome, term.reason])).toEqual([
      ['include:none.test', 'permerror', 'include-without-spf'],
      ['include:inc.test', 'no-match', undefined],
      ['a:gone.acme.test', 'no-match', undefined],
      ['mx', 'no-match', undefined],
      ['-all', 'match', undefined],
    ])
    expect(outcome.trace.terms[3]?.networks).toEqual(['192.0.2.8/32'])
  })

  it('does not call a sender-dependent name void or broken', async () => {
    const outcome = await audit(apex('v=spf1 include:%{i}._spf.acme.test exists:%{l}.acme.test -all'))
    expect(outcome).toMatchObject({ result: 'fail', lookups: 2, voids: 0 })
    expect(outcome.trace.terms[0]).toMatchObject({ outcome: 'unknown', reason: 'sender-dependent' })
  })

  it('counts the same include every time', async () => {
    const outcome = await audit(
      apex('v=spf1 include:inc.test include:inc.test -all', {
        'inc.test TXT': ['v=spf1 a:h.test a:h.test -all'],
        'h.test A': ['192.0.2.7'],
      }),
    )
    expect(outcome.lookups).toBe(6)
  })

  it('finds host names without IPv6 only in the IPv6 run', async () => {
    const zone = apex('v=spf1 a:h.test -all', { 'h.test A': ['192.0.2.7'] })
    expect((await audit(zone)).voids).toBe(0)
    expect((await audit(zone, '2001:db8::1')).voids).toBe(1)
  })

  it('ends within its own limits when a tree never ends', async () => {
    const asked: string[] = []
    const endless: SpfLookup = async (name) => {
      asked.push(name)
      return { status: 'found', values: [`v=spf1 include:x.${name} include:y.${name} -all`] }
    }
    const outcome = await evaluateSpf({
      ip: '240.0.0.1',
      domain: 'acme.test',
      lookup: endless,
      limits: { lookups: 60, voids: 60, depth: 20 },
      audit: true,
    })
    expect(outcome).toMatchObject({ result: 'permerror', reason: 'too-many-lookups' })
    expect(asked.length).toBeLessThan(62)
  })
})
