import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ConfigError } from '../config'
import { createDialMap } from './dial'

const lab = (map: unknown) => createDialMap({ LR_TEST_NETWORK: true, LR_DIAL_MAP: JSON.stringify(map) })

describe('dial map', () => {
  it('dials every address as it is on the real network', () => {
    const dial = createDialMap({ LR_TEST_NETWORK: false, LR_DIAL_MAP: '' })
    expect(dial('1.1.1.1', 443)).toEqual({ host: '1.1.1.1', port: 443 })
  })

  it('leads addresses and ranges to loopback, the longest prefix first', () => {
    const dial = lab({
      '198.18.1.0/24:443': '127.0.0.1:1001',
      '198.18.1.1:443': '127.0.0.1:1002',
      '[2001:db8::1]:443': '[::1]:1003',
      '[2001:db8::/32]:443': '127.0.0.1:1004',
    })
    expect(dial('198.18.1.2', 443)).toEqual({ host: '127.0.0.1', port: 1001 })
    expect(dial('198.18.1.1', 443)).toEqual({ host: '127.0.0.1', port: 1002 })
    expect(dial('2001:db8:0:0::1', 443)).toEqual({ host: '::1', port: 1003 })
    expect(dial('2001:db8::2', 443)).toEqual({ host: '127.0.0.1', port: 1004 })
  })

  it('has nowhere to go without an entry for address and port', () => {
    const dial = lab({ '198.18.1.1:443': '127.0.0.1:1002' })
    expect(dial('198.18.1.1', 80)).toBeUndefined()
    expect(dial('1.1.1.1', 443)).toBeUndefined()
    expect(lab({})('198.18.1.1', 443)).toBeUndefined()
  })

  it('reads a file', () => {
    const folder = mkdtempSync(join(tmpdir(), 'dial-'))
    const file = join(folder, 'map.json')
    writeFileSync(file, '{"198.18.1.1:443":"127.0.0.1:1"}')
    const dial = createDialMap({ LR_TEST_NETWORK: true, LR_DIAL_MAP: `@${file}` })
    expect(dial('198.18.1.1', 443)).toEqual({ host: '127.0.0.1', port: 1 })
    rmSync(folder, { recursive: true })
  })

  it.each([
    { 'example.com:443': '127.0.0.1:1' },
    { '198.18.1.1': '127.0.0.1:1' },
    { '2001:db8::1:443': '127.0.0.1:1' },
    { '198.18.1.1:443': '93.184.216.34:443' },
    { '198.18.1.1:443': 'localhost:443' },
    { '198.18.1.1:443': 443 },
    { '198.18.1.1/40:443': '127.0.0.1:1' },
    ['198.18.1.1:443'],
  ])('refuses %j', (map) => {
    expect(() => lab(map)).toThrow(ConfigError)
  })

  it('refuses text that is no JSON', () => {
    expect(() => createDialMap({ LR_TEST_NETWORK: true, LR_DIAL_MAP: '{' })).toThrow(ConfigError)
  })
})
