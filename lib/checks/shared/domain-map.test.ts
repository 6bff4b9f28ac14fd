import { describe, expect, it } from 'vitest'
import { bareTarget } from '../../engine/target'
import { address, family, givenHost } from './dns-host-given'
import { type MapRow, mapCsv, mapMarkdown, mapRows, mapTable, mapZone, publicRows } from './domain-map'

const target = {
  ...bareTarget('acme.io'),
  hosts: [
    { name: 'acme.io', role: 'apex' as const, owner: 'the founder' },
    { name: 'www.acme.io', role: 'www' as const },
    { name: 'staging.acme.io', role: 'staging' as const },
  ],
}
const hosts = [
  givenHost('acme.io', { v4: family(address('203.0.113.2'), address('203.0.113.1')) }),
  givenHost('www.acme.io', { chain: [{ from: 'www.acme.io', to: 'cname.vercel-dns.com', ttl: 300 }] }),
]
const rows = mapRows({ target, hosts, entry: undefined, tls: undefined })

describe('the list of all names', () => {
  it('holds role, environment, records, provider and owner of each host', () => {
    expect(rows.map(({ host, environment, provider, owner }) => [host, environment, provider, owner])).toEqual([
      ['acme.io', 'production', '', 'the founder'],
      ['www.acme.io', 'production', 'Vercel', ''],
      ['staging.acme.io', 'staging', '', ''],
    ])
    expect(rows[0]?.records.map(({ value }) => value)).toEqual(['203.0.113.1', '203.0.113.2'])
    expect(mapTable(rows).rows[1]?.[3]).toBe('CNAME cname.vercel-dns.com')
  })

  it('keeps copies for tests out of what is public', () => {
    expect(publicRows(rows).map(({ host }) => host)).toEqual(['acme.io', 'www.acme.io'])
  })

  it('writes lines of a zone file', () => {
    expect(mapZone(rows).split('\n')[2]).toBe('www.acme.io. 300 IN CNAME cname.vercel-dns.com.')
  })

  const hostile: MapRow = {
    host: 'x.acme.io',
    role: 'other',
    environment: 'production',
    records: [{ type: 'CNAME', value: '<b>|x\n"; y', ttl: 60 }],
    provider: '',
    owner: '=HYPERLINK("http://evil.example","x")',
    endsOn: '',
    certificateUntil: '',
  }

  it('lets nothing out of a cell of Markdown', () => {
    const line = mapMarkdown([hostile]).split('\n')
    expect(line).toHaveLength(3)
    expect(line[2]).toContain('\\<b\\>\\|x "; y')
  })

  it('lets nothing become a formula of a spreadsheet', () => {
    expect(mapCsv([hostile])).toContain(`"'=HYPERLINK(""http://evil.example"",""x"")"`)
  })

  it('keeps a record of a zone file on its line', () => {
    expect(mapZone([hostile])).toBe('x.acme.io. 60 IN CNAME <b>|x y.')
  })
})
