import { describe, expect, it } from 'vitest'
import { classifyAddress, parseAddress, parseCidr, SPECIAL_RANGES } from '../checks/shared/address'
import { ConfigError } from '../config'
import { createAddressPolicy } from './address'

const plain = { LR_PUBLIC_CIDRS: [], LR_EGRESS_ALLOW: [], LR_EGRESS_DENY: [] }
const policy = createAddressPolicy(plain, new Set())

function toText(family: 4 | 6, value: bigint): string {
  if (family === 4) return [24n, 16n, 8n, 0n].map((shift) => String((value >> shift) & 255n)).join('.')
  return Array.from({ length: 8 }, (_unused, index) =>
    ((value >> BigInt(112 - 16 * index)) & 0xffffn).toString(16),
  ).join(':')
}

function edges(text: string): { first: string; last: string; below?: string; above?: string } {
  const cidr = parseCidr(text)
  if (cidr === undefined) throw new Error(text)
  const bits = cidr.family === 4 ? 32n : 128n
  const size = 1n << (bits - BigInt(cidr.prefix))
  const end = cidr.value + size
  return {
    first: toText(cidr.family, cidr.value),
    last: toText(cidr.family, end - 1n),
    ...(cidr.value > 0n && { below: toText(cidr.family, cidr.value - 1n) }),
    ...(end < 1n << bits && { above: toText(cidr.family, end) }),
  }
}

/** Public neighbours of each range; the others touch another range that is not public either. */
const PUBLIC_NEIGHBOURS: Record<string, string[]> = {
  '0.0.0.0/8': ['1.0.0.0'],
  '10.0.0.0/8': ['9.255.255.255', '11.0.0.0'],
  '100.64.0.0/10': ['100.63.255.255', '100.128.0.0'],
  '127.0.0.0/8': ['126.255.255.255', '128.0.0.0'],
  '169.254.0.0/16': ['169.253.255.255', '169.255.0.0'],
  '172.16.0.0/12': ['172.15.255.255', '172.32.0.0'],
  '192.0.0.0/24': ['191.255.255.255', '192.0.1.0'],
  '192.0.2.0/24': ['192.0.1.255', '192.0.3.0'],
  '192.31.196.0/24': ['192.31.195.255', '192.31.197.0'],
  '192.52.193.0/24': ['192.52.192.255', '192.52.194.0'],
  '192.88.99.0/24': ['192.88.98.255', '192.88.100.0'],
  '192.168.0.0/16': ['192.167.255.255', '192.169.0.0'],
  '192.175.48.0/24': ['192.175.47.255', '192.175.49.0'],
  '198.18.0.0/15': ['198.17.255.255', '198.20.0.0'],
  '198.51.100.0/24': ['198.51.99.255', '198.51.101.0'],
  '203.0.113.0/24': ['203.0.112.255', '203.0.114.0'],
  '224.0.0.0/4': ['223.255.255.255'],
  '168.63.129.16/32': ['168.63.129.15', '168.63.129.17'],
  '2001::/23': ['2000:ffff:ffff:ffff:ffff:ffff:ffff:ffff', '2001:200:0:0:0:0:0:0'],
  '2001::/32': ['2000:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
  '2001:db8::/32': ['2001:db7:ffff:ffff:ffff:ffff:ffff:ffff', '2001:db9:0:0:0:0:0:0'],
  '2002::/16': ['2001:ffff:ffff:ffff:ffff:ffff:ffff:ffff', '2003:0:0:0:0:0:0:0'],
  '3fff::/20': ['3ffe:ffff:ffff:ffff:ffff:ffff:ffff:ffff', '3fff:1000:0:0:0:0:0:0'],
  '2620:4f:8000::/48': ['2620:4f:7fff:ffff:ffff:ffff:ffff:ffff', '2620:4f:8001:0:0:0:0:0'],
}

describe('address table', () => {
  it.each(SPECIAL_RANGES.map(({ cidr, name }) => [cidr.text, name] as const))(
    '%s is %s from first to last',
    (text, name) => {
      const { first, last, below, above } = edges(text)
      expect(policy.refusedClass(first, 443)).not.toBe('public')
      expect(policy.refusedClass(last, 443)).not.toBe('public')
      expect([classifyAddress(first).class, classifyAddress(last).class]).toContain(name)
      const neighbours = [below, above].flatMap((text) => text ?? [])
      const open = neighbours.filter((neighbour) => policy.refusedClass(neighbour, 443) === 'public')
      expect(open).toEqual(PUBLIC_NEIGHBOURS[text] ?? [])
    },
  )

  it.each([
    ['::ffff:10.0.0.1', 'ipv4-mapped', '10.0.0.1', 'private'],
    ['::ffff:8.8.8.8', 'ipv4-mapped', '8.8.8.8', 'public'],
    ['::ffff:7f00:1', 'ipv4-mapped', '127.0.0.1', 'loopback'],
    ['::127.0.0.1', 'ipv4-compatible', '127.0.0.1', 'loopback'],
    ['64:ff9b::a00:1', 'nat64', '10.0.0.1', 'private'],
    ['64:ff9b:1::a9fe:a9fe', 'nat64', '169.254.169.254', 'link-local'],
    ['2002:7f00:1::', '6to4', '127.0.0.1', 'loopback'],
    ['2001:0:4136:e378:8000:63bf:80ff:fffe', 'teredo', '127.0.0.1', 'loopback'],
  ])('%s hides an IPv4 address and is %s', (text, name, inner, innerClass) => {
    expect(classifyAddress(text)).toEqual({ class: name, inner: { address: inner, class: innerClass } })
  })

  it.each(['4000::1', 'a000::1', 'e000::1', '1fff:ffff::1', '0100:1::1'])(
    '%s is outside the unicast assignments',
    (text) => {
      expect(policy.refusedClass(text, 443)).not.toBe('public')
    },
  )

  it.each(['1.1.1.1', '8.8.8.8', '93.184.216.34', '2606:4700:4700::1111', '2a00:1450:4001:81b::200e'])(
    '%s is public',
    (text) => {
      expect(policy.refusedClass(text, 443)).toBe('public')
      expect(policy.publishedClass(text)).toBe('public')
    },
  )

  it.each([
    '',
    '127.1',
    '0x7f.0.0.1',
    '0177.0.0.1',
    '01.2.3.4',
    '2130706433',
    '1.2.3',
    '1.2.3.4.5',
    '256.1.1.1',
    ' 1.1.1.1',
    '1.1.1.1 ',
    'fe80::1%eth0',
    '::1%1',
    '1::2::3',
    ':::',
    '12345::',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    '1.2.3.4::',
    '::1.2.3',
    'localhost',
    '1.1.1.1\0',
  ])('%j is no address', (text) => {
    expect(parseAddress(text)).toBeUndefined()
    expect(policy.refusedClass(text, 443)).toBe('invalid')
  })
})

describe('operator settings', () => {
  it('opens a private address for its port only', () => {
    const own = createAddressPolicy(
      { ...plain, LR_EGRESS_ALLOW: ['10.20.0.5/32:443', '[fd00::5/128]:8443'] },
      new Set(),
    )
    expect(own.refusedClass('10.20.0.5', 443)).toBe('public')
    expect(own.refusedClass('10.20.0.5', 80)).toBe('private')
    expect(own.refusedClass('10.20.0.6', 443)).toBe('private')
    expect(own.refusedClass('fd00::5', 8443)).toBe('public')
    expect(own.publishedClass('10.20.0.5')).toBe('private')
  })

  it('refuses a denied range even where it is allowed', () => {
    const own = createAddressPolicy(
      { ...plain, LR_EGRESS_ALLOW: ['1.1.1.1/32:443'], LR_EGRESS_DENY: ['1.1.1.0/24'] },
      new Set(),
    )
    expect(own.refusedClass('1.1.1.1', 443)).toBe('denied')
    expect(own.publishedClass('1.1.1.1')).toBe('public')
  })

  it('refuses the addresses of this machine, which are public to others', () => {
    const own = createAddressPolicy(plain, new Set([`4:${parseAddress('93.184.216.34')?.value}`]))
    expect(own.refusedClass('93.184.216.34', 443)).toBe('own-interface')
    expect(own.publishedClass('93.184.216.34')).toBe('public')
  })

  it('treats the ranges of the laboratory as public', () => {
    const lab = createAddressPolicy({ ...plain, LR_PUBLIC_CIDRS: ['198.18.0.0/15', '2001:db8:1::/48'] }, new Set())
    expect(lab.publishedClass('198.18.1.1')).toBe('public')
    expect(lab.publishedClass('2001:db8:1::1')).toBe('public')
    expect(lab.publishedClass('2001:db8:2::1')).toBe('documentation')
    expect(policy.publishedClass('198.18.1.1')).toBe('benchmark')
  })

  it.each([
    { LR_EGRESS_ALLOW: ['10.0.0.1'] },
    { LR_EGRESS_ALLOW: ['10.0.0.0/33:443'] },
    { LR_EGRESS_DENY: ['internal'] },
    { LR_PUBLIC_CIDRS: ['198.18.0.0/x'] },
  ])('names an unreadable setting: %j', (setting) => {
    expect(() => createAddressPolicy({ ...plain, ...setting }, new Set())).toThrow(ConfigError)
  })
})
