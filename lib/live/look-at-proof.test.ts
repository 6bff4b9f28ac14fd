import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { dnsLabEnvironment } from '@/e2e/targets/dns/environment'
import { type DnsLab, startDnsLab } from '@/e2e/targets/dns/lab'
import { parseConfig } from '../config'

const lab = vi.hoisted(() => ({ env: {} as Record<string, string | undefined> }))
vi.mock('../config', async (original) => ({
  ...(await original<typeof import('../config')>()),
  configForDomain: () => parseConfig(lab.env),
}))

import { lookAtProof } from './look-at-proof'

const TOKEN = 'lr1=abcdefghijklmnopqrstuv'
let dns: DnsLab

beforeAll(async () => {
  dns = await startDnsLab({
    zones: [
      `zone fine.test\n@ 60 A 198.18.1.1\n_launch-ready 60 TXT "${TOKEN}"`,
      `zone declines.test\n@ 60 A 198.18.1.1\n_launch-ready 60 TXT "lr1=deny"\n_launch-ready.app 60 TXT "${TOKEN}"`,
      `zone half.test\n@ 60 A 198.18.1.1\napp 60 A 198.18.1.2\n_launch-ready.app 60 TXT "lr1=deny"`,
    ],
  })
  lab.env = dnsLabEnvironment(dns)
})
afterAll(() => dns.stop())

const asking = { requestId: 'request', signal: new AbortController().signal }

describe('a look somebody waits for', () => {
  it('finds the record', async () => {
    const found = await lookAtProof({ method: 'dns', name: 'fine.test', token: TOKEN }, asking)
    expect(found).toEqual({ outcome: 'proven' })
  })

  it('says in words what is missing and what to do', async () => {
    const found = await lookAtProof({ method: 'dns', name: 'fine.test', token: TOKEN.toUpperCase() }, asking)
    expect(found).toMatchObject({
      outcome: 'failed',
      code: 'other-value',
      text: '_launch-ready.fine.test has a TXT record, but none with this value.',
      todo: expect.stringContaining('Copy the value again'),
      seen: [TOKEN],
    })
  })

  it.each([
    ['the domain declines', { method: 'dns', name: 'declines.test' }],
    ['the domain above declines', { method: 'dns', name: 'app.declines.test' }],
    [
      'the domain declines, whatever its server says',
      {
        method: 'file',
        name: 'declines.test',
        origin: 'https://declines.test',
      },
    ],
  ] as const)('%s: that wins over any proof', async (_case, wanted) => {
    const found = await lookAtProof({ ...wanted, token: TOKEN }, asking)
    expect(found).toMatchObject({ outcome: 'failed', code: 'declined' })
    expect(found).toMatchObject({ text: expect.stringMatching(/asks not to be audited.*Remove the record/) })
  })

  it('a server whose own name declines is not contacted', async () => {
    const wanted = { method: 'file', name: 'app.half.test', origin: 'https://app.half.test', token: TOKEN } as const
    expect(await lookAtProof(wanted, asking)).toMatchObject({ outcome: 'failed', code: 'not-allowed' })
  })
})
