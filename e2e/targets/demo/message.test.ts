import { afterAll, beforeAll, expect, it } from 'vitest'
import emailLiveProof from '@/lib/checks/email-live-proof'
import mailMessage from '@/lib/collect/mail-message'
import { parseConfig } from '@/lib/config'
import { run } from '@/lib/engine/run'
import { proveMessage } from '@/lib/live/prove-message'
import { createNet } from '@/lib/net/create'
import { QUICK_DNS } from '../dns/client-for'
import { type ExampleWorld, startExamples } from './examples'
import { steadyShop } from './steady'

let world: ExampleWorld
beforeAll(async () => {
  world = await startExamples()
})
afterAll(() => world.stop())

it('the message of the healthy example site is signed with the key its zone publishes', async () => {
  const message = world.sites.find(({ id }) => id === steadyShop.id)?.message ?? ''
  const now = () => Date.now()
  const net = createNet({
    config: parseConfig(world.env),
    signal: new AbortController().signal,
    runId: 'message',
    dnsTiming: QUICK_DNS,
    now,
  })
  try {
    const value = await proveMessage(message, { dns: net.dns, now: now() })
    const { results } = await run({
      checks: [emailLiveProof],
      collectors: [mailMessage],
      target: steadyShop.target,
      net,
      now,
      ports: { input: () => ({ value, at: now(), by: 'Ada' }), provenNames: [] },
    })
    expect(results[0]).toMatchObject({ verdict: 'pass', findings: [{ code: 'ok' }] })
  } finally {
    await net.close()
  }
})
