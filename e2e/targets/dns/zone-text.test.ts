import { describe, expect, it } from 'vitest'
import { parseZones, ZoneTextError } from './zone-text'

describe('zone text', () => {
  it('reads header, records, settings, expectations, faults and overrides', () => {
    const [zone] = parseZones(
      String.raw`
      # a comment
      zone Example.test ns=ns1,ns.other.test parent=none soa=1,2,3,4,5 flag=entnx,bogus
      ? sends=yes hosts=@,www
      @ 300 MX 0 .
      WWW 60 TXT "a \"b\"" "p=@KEY1"
      @ 300 CAA 128 issue "ca.test; account=1"
      on ns2 serial 9
      on ns2 @ 300 A 198.18.1.1
      ! mx warn reason=implicit-a
      fault ns1 www.example.test TXT delay:50 udp
      `,
      { '@KEY1': 'abc' },
    )
    expect(zone).toEqual({
      origin: 'example.test',
      ns: ['ns1.lab.test', 'ns.other.test'],
      parent: [],
      soa: { serial: 1, refresh: 2, retry: 3, expire: 4, minimum: 5 },
      flags: ['entnx', 'bogus'],
      settings: { sends: 'yes', hosts: '@,www' },
      records: [
        { name: 'example.test', ttl: 300, type: 'MX', data: { kind: 'mx', preference: 0, exchange: '.' } },
        { name: 'www.example.test', ttl: 60, type: 'TXT', data: { kind: 'txt', strings: ['a "b"', 'p=abc'] } },
        {
          name: 'example.test',
          ttl: 300,
          type: 'CAA',
          data: { kind: 'caa', flags: 128, tag: 'issue', value: 'ca.test; account=1' },
        },
      ],
      overrides: [
        { server: 'ns2', serial: 9 },
        {
          server: 'ns2',
          record: { name: 'example.test', ttl: 300, type: 'A', data: { kind: 'address', address: '198.18.1.1' } },
        },
      ],
      expectations: [{ check: 'mx', verdict: 'warn', evidence: { reason: 'implicit-a' } }],
      faults: [{ server: 'ns1', name: 'www.example.test', type: 'TXT', kind: 'delay', delayMs: 50, transport: 'udp' }],
    })
  })

  it.each([
    ['a record before any zone', '@ 300 A 198.18.1.1'],
    ['the same zone twice', 'zone a.test\nzone a.test'],
    ['an unknown type', 'zone a.test\n@ 300 HINFO x y'],
    ['a missing time to live', 'zone a.test\n@ A 198.18.1.1'],
    ['text outside quotes', 'zone a.test\n@ 300 TXT "a" b'],
    ['an unknown fault', 'zone a.test\nfault * a.test * explode'],
    ['an option without a value', 'zone a.test ns'],
    ['a bad serial', 'zone a.test soa=x,1,2,3,4'],
    ['an expectation without verdict', 'zone a.test\n! mx'],
  ])('refuses %s', (_title, text) => {
    expect(() => parseZones(text)).toThrow(ZoneTextError)
  })
})
