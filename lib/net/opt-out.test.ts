import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dnsLabEnvironment } from '@/e2e/targets/dns/environment'
import type { DnsLab } from '@/e2e/targets/dns/lab'
import { startDnsLab } from '@/e2e/targets/dns/lab'
import { parseConfig } from '../config'
import { askPermission } from './opt-out'

let lab: DnsLab

beforeAll(async () => {
  lab = await startDnsLab({
    zones: [
      'zone willing.test\n@ 60 A 198.18.1.1\n_launch-ready 60 TXT "lr1=abcdefghijklmnopqrstuv"',
      'zone declines.test\n@ 60 A 198.18.1.2\n_launch-ready 60 TXT "something else"\n_launch-ready 60 TXT " LR1=Deny "',
      'zone half.test\n@ 60 A 198.18.1.3\n_launch-ready.app 60 TXT "lr1=deny"',
    ],
  })
})
afterAll(() => lab.stop())

function ask(domain: string, { hosts = [], deny = '' }: { hosts?: string[]; deny?: string } = {}) {
  const config = parseConfig({ ...dnsLabEnvironment(lab), LR_TARGET_DENY: deny })
  return askPermission({ config, domain, hosts, signal: new AbortController().signal, runId: 'run-1' })
}

describe('before a run', () => {
  it('a domain that says nothing, or proves its ownership, is looked at', async () => {
    expect((await ask('willing.test')).declined).toBeUndefined()
    expect((await ask('nowhere.test')).declined).toBeUndefined()
    expect((await ask('willing.test')).config.LR_TARGET_DENY).toEqual([])
  })

  it('a domain that declines is not, nor anything below it', async () => {
    expect((await ask('declines.test')).declined).toMatch(/^declines\.test asks not to be audited: .*_launch-ready/)
    expect((await ask('shop.eu.declines.test')).declined).toMatch(/^declines\.test asks/)
  })

  it('a single host that declines is left out of the audit of its domain', async () => {
    const { declined, config } = await ask('half.test', { hosts: ['app.half.test', 'www.half.test'] })
    expect(declined).toBeUndefined()
    expect(config.LR_TARGET_DENY).toEqual(['app.half.test'])
  })

  it('a host of another owner who declines is left out as well', async () => {
    const { declined, config } = await ask('willing.test', { hosts: ['status.declines.test'] })
    expect(declined).toBeUndefined()
    expect(config.LR_TARGET_DENY).toEqual(['declines.test'])
  })

  it('a domain the installation excludes is not even asked', async () => {
    const asked = lab.log.length
    expect((await ask('willing.test', { deny: 'willing.test' })).declined).toMatch(/runs this installation excluded/)
    expect(lab.log.length).toBe(asked)
  })

  it('a resolver that stays silent objects to nothing', async () => {
    const restore = lab.addFault({ name: '_launch-ready.willing.test', kind: 'drop' })
    expect((await ask('willing.test')).declined).toBeUndefined()
    restore()
  })
})
