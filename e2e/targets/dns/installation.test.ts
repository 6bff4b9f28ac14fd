import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseConfig } from '@/lib/config'
import { type InstallationLook, lookAtInstallation } from '@/lib/live/look-at-installation'
import { QUICK_DNS } from './client-for'
import { dnsLabEnvironment } from './environment'
import { type DnsLab, startDnsLab } from './lab'

/** A port of this machine where nothing listens. */
const NOBODY = '127.0.0.1:9'

let lab: DnsLab
let seen: InstallationLook

function look(more: Record<string, string>, below?: string): Promise<InstallationLook> {
  return lookAtInstallation({
    config: parseConfig({ ...dnsLabEnvironment(lab), ...more }),
    requestId: 'look',
    signal: new AbortController().signal,
    dnsTiming: QUICK_DNS,
    ...(below === undefined ? {} : { below }),
  })
}

beforeAll(async () => {
  lab = await startDnsLab({ zones: ['zone advert.test\n* 60 A 198.18.1.9\n'], resolvers: 5 })
  lab.addFault({ server: 'recursive2', name: '*', transport: 'udp', kind: 'drop' })
  lab.addFault({ server: 'recursive3', name: '*', kind: 'formerr-edns' })
  lab.addFault({ server: 'recursive4', name: '*', kind: 'tcp-refuse' })
  lab.addFault({ server: 'recursive5', name: '*', kind: 'refused' })
  seen = await look({
    LR_DNS_RESOLVERS: [...lab.resolvers, NOBODY].join(','),
    LR_PUBLIC_CIDRS: '127.0.0.0/8',
    LR_DNS_BLOCKLISTS: 'ip:zen.list.example',
  })
})
afterAll(() => lab.stop())

const FINE = { reach: 'yes', edns: 'yes', tcp: true, validates: 'yes', admitsMissing: 'yes', addressClass: 'public' }

describe('the look at an installation', () => {
  it.each([
    ['is fine', 0, FINE],
    ['hears nothing over UDP', 1, { ...FINE, reach: 'tcp-only' }],
    ['knows no EDNS', 2, { ...FINE, edns: 'no' }],
    ['hangs up on TCP', 3, { ...FINE, tcp: false }],
    ['refuses us', 4, { reach: 'refused', validates: 'unknown', admitsMissing: 'unknown' }],
    ['is not there', 5, { reach: 'no', edns: 'unknown', tcp: false, validates: 'unknown', admitsMissing: 'unknown' }],
  ])('sees a resolver that %s', (_what, place, expected) => {
    expect(seen.resolvers[place]).toMatchObject(expected)
    expect(typeof seen.resolvers[place]?.ms).toBe(place === 5 ? 'undefined' : 'number')
  })

  it('sees a private resolver that invents answers for names nobody has', async () => {
    const { resolvers } = await look({ LR_DNS_RESOLVERS: lab.resolvers[0] ?? '' }, 'advert.test')
    expect(resolvers).toMatchObject([{ ...FINE, admitsMissing: 'no', addressClass: 'loopback' }])
  })

  it('tells settings and the version of the list of suffixes', () => {
    expect(seen).toMatchObject({
      chosen: true,
      direct: { setting: 'on', reached: true },
      blocklists: [{ kind: 'ip', zone: 'zen.list.example' }],
      suffixes: expect.stringMatching(/^\d+\.\d+\.\d+/),
    })
  })
})
