import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseConfig } from '../../../lib/config'
import { targetSchema } from '../../../lib/engine/target'
import { createNet } from '../../../lib/net/create'
import { createSocketLimits } from '../../../lib/net/limits'
import type { Net } from '../../../lib/net/types'
import { brittleShop } from './brittle'
import { type ExampleWorld, exampleEnvironment, exampleSites, startExamples } from './examples'
import { steadyShop } from './steady'

let world: ExampleWorld
let net: Net

beforeAll(async () => {
  world = await startExamples()
  net = createNet({
    config: parseConfig(world.env),
    signal: new AbortController().signal,
    runId: 'demo',
    limits: createSocketLimits({ perHost: 4, spacingMs: 0, perRun: 20, perProcess: 100 }),
  })
})

afterAll(async () => {
  await net.close()
  await world.stop()
})

async function answer(url: string) {
  const exchange = await net.http.fetch({ url })
  if (!exchange.ok) throw new Error(`${url}: ${JSON.stringify(exchange.error)}`)
  return exchange.response
}

test.each(exampleSites)('the description of $id is a target', ({ target }) => {
  expect(targetSchema.parse(target)).toEqual(target)
})

test('the product finds servers and sites in one environment', () => {
  const config = parseConfig(exampleEnvironment(world))
  expect(config.LR_TEST_NETWORK).toBe(false)
  const { sites, network } = JSON.parse(config.LR_DEMO_SITES)
  expect(sites).toHaveLength(2)
  expect(parseConfig(network).LR_TEST_NETWORK).toBe(true)
})

describe('the healthy shop', () => {
  test.each(steadyShop.target.urls)('$purpose answers', async ({ url }) => {
    const { status, headers } = await answer(url)
    expect(status).toBe(200)
    expect(headers.map(([name]) => name)).toContain('strict-transport-security')
  })

  test.each(steadyShop.target.hosts)('$name has a sound certificate at every address', async ({ name }) => {
    for (const address of world.web.addresses[name] ?? []) {
      const { first } = await net.tls.observe({ host: name, address })
      expect(first).toMatchObject({ ok: true, authorized: true, name: 'match', path: 'trusted' })
    }
  })

  test('every file of the first page answers with its own type', async () => {
    const { body } = await answer(`https://${steadyShop.domain}/`)
    const files = [...(body.text ?? '').matchAll(/(?:src|href)="(\/[^"]+)"/g)].map((match) => match[1] ?? '')
    expect(files.length).toBeGreaterThan(4)
    for (const path of files) {
      const { status, headers } = await answer(`https://${steadyShop.domain}${path}`)
      expect({ path, status }).toEqual({ path, status: 200 })
      expect(headers.find(([name]) => name === 'content-type')?.[1]).not.toContain('html')
    }
  })

  test('mail is signed with a key that can be found', async () => {
    const key = await net.dns.resolve(`resend._domainkey.${steadyShop.domain}`, 'TXT')
    expect(key.status).toBe('answer')
  })
})

describe('the shop full of mistakes', () => {
  test('www does not exist', async () => {
    expect((await net.dns.resolve(`www.${brittleShop.domain}`, 'A')).status).toBe('nxdomain')
  })

  test('the certificate misses the app host', async () => {
    const host = `app.${brittleShop.domain}`
    const { first } = await net.tls.observe({ host, address: world.web.addresses[host]?.[0] ?? '' })
    expect(first).toMatchObject({ ok: true, name: 'mismatch' })
  })

  test.each(['/.env', '/.git/HEAD', '/backup.sql'])('%s lies open', async (path) => {
    expect((await answer(`https://${brittleShop.domain}${path}`)).status).toBe(200)
  })

  test('at least twelve checks are expected to fail', () => {
    expect(Object.values(brittleShop.expect).filter((verdict) => verdict === 'fail').length).toBeGreaterThanOrEqual(12)
  })
})
