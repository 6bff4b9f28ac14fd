import { expect, test } from 'vitest'
import { matchName } from './name-match'

type Row = { host: string; names?: string[]; ips?: string[]; cn?: string; expected: string }

const rows: Row[] = [
  { host: 'app.x.com', names: ['*.x.com', 'x.com'], expected: 'match' },
  { host: 'x.com', names: ['*.x.com'], expected: 'mismatch' },
  { host: 'a.b.x.com', names: ['*.x.com'], expected: 'mismatch' },
  { host: 'x.com', cn: 'x.com', expected: 'cn-only' },
  { host: 'x.com', names: ['y.com'], cn: 'x.com', expected: 'mismatch' },
  { host: 'APP.X.com', names: ['app.x.com'], expected: 'match' },
  { host: 'app.x.com.', names: ['app.x.com'], expected: 'match' },
  { host: 'münchen.example', names: ['xn--mnchen-3ya.example'], expected: 'match' },
  { host: 'x.com', cn: 'TRAEFIK DEFAULT CERT', expected: 'mismatch' },
  { host: 'baz1.x.com', names: ['baz*.x.com'], expected: 'mismatch' },
  { host: 'www.a.x.com', names: ['www.*.x.com'], expected: 'mismatch' },
  { host: '203.0.113.5', ips: ['203.0.113.5'], expected: 'match' },
  { host: '203.0.113.5', names: ['203.0.113.5'], expected: 'mismatch' },
  { host: '2001:db8::1', ips: ['2001:db8:0:0:0:0:0:1'], expected: 'match' },
]

test.each(rows)('$host against $names $ips $cn: $expected', ({ host, names = [], ips = [], cn = '', expected }) => {
  const leaf = { dnsNames: names, ipAddresses: ips, subject: { text: `CN=${cn}`, commonName: cn, organization: '' } }
  expect(matchName(host, leaf)).toBe(expected)
})
