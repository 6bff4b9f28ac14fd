import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Called, callHere } from './call-here'
import { type ExampleWorld, startExamples } from './examples'

const ROOT = fileURLToPath(new URL('../../..', import.meta.url))
const TOKEN = 'lr1=abcdefghijklmnopqrstuv'
const DOMAIN = 'steady-shop.test'
const RECORD = `_launch-ready.${DOMAIN}`
const ONLY = ['--only', 'dns-zone-transfer,tls-weak-ciphers', '--json']

let world: ExampleWorld

beforeAll(async () => {
  world = await startExamples()
})
beforeEach(() => world.dns.live.clear())
afterAll(() => world.stop())

function call(...args: string[]): Promise<Called> {
  const env = { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', NODE_ENV: 'test' as const, ...world.env }
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['--import', 'tsx', 'scripts/check.ts', ...args],
      { cwd: ROOT, env, maxBuffer: 64 * 1024 * 1024 },
      (error, out, err) => resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err }),
    )
  })
}

const resultsOf = (out: string): { verdict: string; reason?: string }[] =>
  JSON.parse(out).results.map(({ verdict, reason }: { verdict: string; reason?: string }) => ({ verdict, reason }))

describe('active checks from the command line', () => {
  it('run when the record stands', async () => {
    world.dns.live.set(RECORD, ['something else', TOKEN])
    const { out, err } = await call(DOMAIN, '--active', '--proof', TOKEN, ...ONLY)
    expect(err).toBe('')
    expect(resultsOf(out)).toEqual([
      { verdict: 'pass', reason: undefined },
      { verdict: 'pass', reason: undefined },
    ])
  }, 60_000)

  it('without it nothing is probed, and the message says what to do', async () => {
    world.dns.live.set(RECORD, ['lr1=somebodyelses-token-xx'])
    const before = world.dns.log.length
    const { code, err } = await call(DOMAIN, '--active', '--proof', TOKEN, ...ONLY)
    expect(code).toBe(2)
    expect(err).toMatch(/_launch-ready\.steady-shop\.test has a TXT record, but none with this value/)
    expect(world.dns.log.slice(before).some(({ type }) => type === 'AXFR')).toBe(false)
  }, 60_000)

  it('are not proven where nobody asked for them', async () => {
    world.dns.live.set(RECORD, [TOKEN])
    const before = world.dns.log.length
    const { out } = await call(DOMAIN, ...ONLY)
    expect(resultsOf(out).filter(({ verdict }) => verdict === 'pass' || verdict === 'fail')).toEqual([])
    expect(world.dns.log.slice(before).some(({ type }) => type === 'AXFR')).toBe(false)
  }, 60_000)

  it.each([
    ['no proof', ['--active'], /--active needs --proof/],
    ['a proof alone', ['--proof', TOKEN], /only of use together with --active/],
    ['a value of another shape', ['--active', '--proof', 'secret'], /lr1= and 22/],
    ['surfaces without permission', ['--rates', 'login'], /--rates is only of use together with --active/],
    ['an unknown surface', ['--active', '--proof', TOKEN, '--rates', 'login,admin'], /admin is not one of login/],
    ['saved evidence', ['--active', '--proof', TOKEN, '--evidence', 'x.json'], /exclude each other/],
  ])('are refused with %s', async (_case, args, message) => {
    const { code, err } = await callHere('acme.io', ...args)
    expect(code).toBe(2)
    expect(err).toMatch(message)
  })
})
