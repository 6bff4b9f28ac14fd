import { expect, it, vi } from 'vitest'
import { parseConfig } from '../../config'
import { DialError } from '../errors'
import type { Open, ProberDeps } from '../types'
import { createSmtpMemory, createSmtpProber, ehloNameOf, type SmtpMemory } from './prober'

const HOUR = 3_600_000

function proberWith(
  open: Open,
  options: { memory?: SmtpMemory; env?: Record<string, string>; now?: () => number } = {},
) {
  const deps: ProberDeps = {
    open,
    vet: async () => ({ ok: false, refusal: { code: 'EGRESS_HOST', host: '', port: 25 } }),
    signal: new AbortController().signal,
    config: parseConfig(options.env ?? {}),
    runId: 'test',
    now: options.now ?? (() => 0),
  }
  return createSmtpProber(deps, options.memory ?? createSmtpMemory())
}

const fails =
  (code: 'timeout' | 'refused'): Open =>
  async () => {
    throw new DialError({ code, address: '198.18.0.1' })
  }

it('asks nobody about port 25 while servers answer', async () => {
  const open = vi.fn(fails('timeout'))
  expect(await proberWith(open).route(false)).toBe('open')
  expect(open).not.toHaveBeenCalled()
})

it('finds port 25 blocked where nobody at all can be reached, and asks again after an hour only', async () => {
  const memory = createSmtpMemory()
  const open = vi.fn(fails('timeout'))
  let now = 0
  expect(await proberWith(open, { memory, now: () => now }).route(true)).toBe('blocked')
  const asked = open.mock.calls.length
  expect(await proberWith(open, { memory, now: () => now }).route(true)).toBe('blocked')
  expect(open.mock.calls.length).toBe(asked)
  now = HOUR + 1
  expect(await proberWith(fails('refused'), { memory, now: () => now }).route(true)).toBe('open')
})

it('does not open a connection where the installation says no', async () => {
  const open = vi.fn(fails('timeout'))
  expect(await proberWith(open, { env: { LR_SMTP_PROBE: 'off' } }).route(true)).toBe('off')
  expect(open).not.toHaveBeenCalled()
})

it('talks to a server once in a run, and after a failure not again within a minute', async () => {
  const memory = createSmtpMemory()
  const open = vi.fn(fails('refused'))
  let now = 0
  const request = { host: 'mx.acme.io', address: '198.18.0.1' }
  const prober = proberWith(open, { memory, now: () => now })
  const [first, second] = await Promise.all([prober.observe(request), prober.observe(request)])
  expect(first).toBe(second)
  expect(first).toMatchObject({ outcome: 'refused', stage: 'connect' })
  await proberWith(open, { memory, now: () => now }).observe(request)
  expect(open).toHaveBeenCalledTimes(1)
  now = 61_000
  await proberWith(open, { memory, now: () => now }).observe(request)
  expect(open).toHaveBeenCalledTimes(2)
})

it.each([
  ['the configured name', { LR_EHLO_NAME: 'check.acme.io', NEXTAUTH_URL: 'https://x.acme.io' }, 'check.acme.io'],
  ['the public name of the installation', { NEXTAUTH_URL: 'https://launch.acme.io/app' }, 'launch.acme.io'],
  ['no name on this machine', { NEXTAUTH_URL: 'http://localhost:3000' }, undefined],
  ['no name at an address', { NEXTAUTH_URL: 'http://192.0.2.1' }, undefined],
])('introduces itself by %s', (_title, env, name) => {
  expect(ehloNameOf(parseConfig(env))).toBe(name)
})
