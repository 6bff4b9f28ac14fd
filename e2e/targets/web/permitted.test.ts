import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Ports } from '../../../lib/collect/shared/ports'
import { webOriginPlan } from '../../../lib/evidence/web-origin'
import { checks } from '../../../lib/registry/registry'
import { steadyShop } from '../demo/steady'
import { startWorld, type World } from '../world'
import {
  closedOrigin,
  corsDevOnly,
  corsMoved,
  corsOwn,
  corsReflect,
  corsSuffix,
  lockedSite,
  shielded,
  tellTale,
  unnamedOrigin,
} from './hosts/visits'
import { differenceOf, judgeSite } from './judge'
import { goodSite } from './sites'
import type { Expectation, LabSite } from './types'

const IDS = ['cors-unsafe', 'cors-own-frontend', 'origin-bypass']
const judged = checks.filter(({ id }) => IDS.includes(id))
const sites = [
  goodSite,
  steadyShop,
  corsReflect,
  corsSuffix,
  corsOwn,
  corsDevOnly,
  corsMoved,
  shielded,
  lockedSite,
  closedOrigin,
  unnamedOrigin,
  tellTale,
]

const FINE: Expectation = ['pass', 'not-applicable']

/** What permission shows beyond what every visitor sees; `origin-bypass` finds no address to try unless one is told. */
const PERMITTED: readonly (readonly [LabSite, Readonly<Record<string, Expectation>>])[] = [
  [goodSite, { 'origin-bypass': { verdict: 'unknown', code: 'noCandidate' } }],
  [steadyShop, { 'origin-bypass': { verdict: 'unknown', code: 'noCandidate' } }],
  [
    corsReflect,
    {
      'cors-unsafe': { verdict: 'fail', code: 'nullOrigin' },
      'cors-own-frontend': { verdict: 'fail', code: 'header' },
      'origin-bypass': 'unknown',
    },
  ],
  [
    corsSuffix,
    {
      'cors-unsafe': { verdict: 'fail', code: 'lookAlike' },
      'cors-own-frontend': { verdict: 'fail', code: 'unnamed' },
      'origin-bypass': 'unknown',
    },
  ],
  [corsOwn, { 'origin-bypass': 'unknown' }],
  [corsDevOnly, { 'cors-own-frontend': { verdict: 'fail', code: 'notAllowed' }, 'origin-bypass': 'unknown' }],
  [
    corsMoved,
    {
      'cors-unsafe': { verdict: 'warn', code: 'open' },
      'cors-own-frontend': { verdict: 'fail', code: 'redirected' },
      'origin-bypass': 'unknown',
    },
  ],
  [shielded, { 'origin-bypass': { verdict: 'fail', code: 'open' } }],
  [lockedSite, { 'origin-bypass': { verdict: 'warn', code: 'refuses' } }],
  [closedOrigin, { 'origin-bypass': { verdict: 'pass', code: 'ok' } }],
  [unnamedOrigin, { 'origin-bypass': 'unknown' }],
]

describe('what a proof of ownership and a tick for this run allow', () => {
  let world: World

  beforeAll(async () => {
    world = await startWorld({ sites })
  })
  afterAll(() => world.stop())

  it.each(PERMITTED.map(([site, expected]) => [site.id, site, expected] as const))('%s', async (_, site, expected) => {
    const { results } = await judgeSite({ world, site, checks: judged, allowed: true })
    expect(results.flatMap((result) => differenceOf(expected[result.checkId] ?? FINE, result))).toEqual([])
  })

  it('asks nothing that no visitor causes without both', async () => {
    const before = world.web.log.length
    for (const site of [corsOwn, shielded]) {
      await judgeSite({ world, site, checks: judged })
      const ports = { input: () => undefined, provenNames: ['other-lab.test'] }
      await judgeSite({ world, site, checks: judged, allowed: true, ports })
    }
    const asked = world.web.log.slice(before)
    expect(asked.filter(({ method }) => method !== 'GET')).toEqual([])
    const origins = asked.flatMap(({ headers }) => headers.origin ?? [])
    expect(origins.filter((origin) => !/^https:\/\/lr-[0-9a-f]{8}\.example$/.test(origin))).toEqual([])
    expect(asked.filter(({ url, protocol }) => url.includes('shielded') && protocol === '').length).toBe(0)
  })

  it('sends broken JSON to the one address of the API that the project names, once', async () => {
    const looked = checks.filter(({ id }) => id === 'error-leak')
    const posted = () => world.web.log.filter(({ method, url }) => method === 'POST' && url.includes('telltale'))
    const passive = await judgeSite({ world, site: tellTale, checks: looked })
    expect(passive.results[0]?.verdict).not.toBe('fail')
    expect(posted()).toEqual([])
    const { results } = await judgeSite({ world, site: tellTale, checks: looked, allowed: true })
    expect(results[0]?.findings.map(({ verdict, code }) => `${verdict} ${code}`)).toContain('fail internals')
    expect(posted().map(({ url }) => url)).toEqual([`https://api.${tellTale.domain}/v1/me`])
  })

  it('asks the address of the server that only its owner knows', async () => {
    const known = await judgeSite({ world, site: shielded, checks: judged, allowed: true })
    const outcome = known.evidence.get('web.origin-plan')
    const plan = webOriginPlan.schema.parse(outcome?.status === 'ok' ? outcome.value : undefined)
    const address = plan.candidates[0]?.address
    const look = async (input: Ports['input']) => {
      const ports = { input, provenNames: [unnamedOrigin.domain] }
      const { results } = await judgeSite({ world, site: unnamedOrigin, checks: judged, allowed: true, ports })
      return results.find(({ checkId }) => checkId === 'origin-bypass')?.findings[0]
    }
    const answer = { value: { addresses: ['10.0.0.7', address] }, at: 0, by: 'Ana' }
    expect(await look(() => undefined)).toMatchObject({ verdict: 'unknown', code: 'noCandidate' })
    const found = await look((question) => (question === 'origin-address' ? answer : undefined))
    expect(found).toMatchObject({ verdict: 'fail', code: 'open' })
    const shown = JSON.stringify(found?.exhibits)
    expect(shown).toContain(`"${address}","your answer"`)
    expect(shown).not.toContain('10.0.0.7')
  })

  it('asks each question once', async () => {
    const before = world.web.log.length
    await judgeSite({ world, site: corsOwn, checks: judged, allowed: true })
    const keys = world.web.log
      .slice(before)
      .filter(({ headers }) => headers.origin !== undefined)
      .map(({ method, url, headers }) => `${method} ${url} ${headers.origin ?? ''}`)
    expect(keys.length).toBe(new Set(keys).size)
    expect(keys.filter((key) => key.includes('/v1/me')).length).toBeLessThanOrEqual(6 + 4)
  })
})
