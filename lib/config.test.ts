import { afterEach, describe, expect, it, vi } from 'vitest'
import { ConfigError, parseConfig } from './config'

const lab = { LR_TEST_NETWORK: '1', LR_DIAL_MAP: '{}', LR_PUBLIC_CIDRS: '198.18.0.0/15' }

describe('settings', () => {
  const refused: [name: string, env: Record<string, string>, words: RegExp][] = [
    ['a port that is none', { LR_PORT: 'eighty' }, /LR_PORT/],
    ['a secret that is too short', { NEXTAUTH_SECRET: 'short' }, /NEXTAUTH_SECRET.*32/],
    ['an address of another scheme', { NEXTAUTH_URL: 'ftp://acme.io' }, /NEXTAUTH_URL/],
    ['a word that is not offered', { LR_SIGNUP: 'maybe' }, /LR_SIGNUP/],
    ['the dial map without the laboratory', { LR_DIAL_MAP: '{}' }, /LR_TEST_NETWORK=1/],
    ['an extra authority without the laboratory', { LR_EXTRA_CA: '/root.pem' }, /LR_TEST_NETWORK=1/],
    ['the laboratory on a public address', { ...lab, LR_HOST: '0.0.0.0' }, /loopback/],
    ['the laboratory on a public address in production', { ...lab, LR_HOST: '::', NODE_ENV: 'production' }, /loopback/],
  ]
  it.each(refused)('refuse %s and name it', (_name, env, words) => {
    expect(() => parseConfig(env)).toThrow(ConfigError)
    expect(() => parseConfig(env)).toThrow(words)
  })

  it('accept the laboratory on loopback whatever the mode', () => {
    expect(parseConfig({ ...lab, NODE_ENV: 'production' }).LR_TEST_NETWORK).toBe(true)
  })

  it('treat an empty value as unset', () => {
    expect(parseConfig({ LR_PORT: '', LR_SIGNUP: '' })).toMatchObject({ LR_PORT: 3000, LR_SIGNUP: 'invite' })
  })
})

describe('example sites', () => {
  const examples = JSON.stringify({
    sites: [{ target: { domain: 'shop.test' } }],
    network: { ...lab, LR_DNS_RESOLVERS: '127.0.0.1:5310' },
  })

  async function withSetting(setting: string) {
    vi.resetModules()
    vi.stubEnv('LR_DEMO_SITES', setting)
    return import('./config')
  }
  afterEach(() => {
    vi.unstubAllEnvs()
    // Other files of this process must not meet the settings tried here.
    vi.resetModules()
  })

  it('are looked at in a network of their own', async () => {
    const { configForDomain } = await withSetting(examples)
    expect(configForDomain('shop.test')).toMatchObject({ LR_TEST_NETWORK: true, LR_DNS_RESOLVERS: ['127.0.0.1:5310'] })
  })

  it('leave every other domain on the network of the process', async () => {
    const { config, configForDomain, allowsTestNames } = await withSetting(examples)
    expect(configForDomain('acme.io')).toBe(config())
    expect(config().LR_TEST_NETWORK).toBe(false)
    expect(allowsTestNames()).toBe(true)
  })

  it('may be absent', async () => {
    const { exampleSettings, allowsTestNames } = await withSetting('')
    expect(exampleSettings().sites).toEqual([])
    expect(allowsTestNames()).toBe(false)
  })

  it('are refused by name when the setting cannot be read', async () => {
    const { exampleSettings } = await withSetting('{')
    expect(() => exampleSettings()).toThrow(/LR_DEMO_SITES/)
  })
})
