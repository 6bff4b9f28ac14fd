import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checks } from '../../../lib/registry/registry'
import { steadyShop } from '../demo/steady'
import { startWorld, type World } from '../world'
import { cachingSites } from './hosts/caching'
import { edgeSites } from './hosts/edge'
import { pageSites } from './hosts/pages'
import { redirectSites } from './hosts/redirects'
import { surfaceSites } from './hosts/surface'
import { VISIT_CHECKS, visitSites } from './hosts/visits'
import { differenceOf, judgeSite } from './judge'
import { goodSite } from './sites'
import type { Expectation } from './types'

const judged = checks.filter(({ id }) => VISIT_CHECKS.includes(id))
const sites = [
  goodSite,
  steadyShop,
  ...redirectSites,
  ...pageSites,
  ...cachingSites,
  ...edgeSites,
  ...surfaceSites,
  ...visitSites,
]
const FINE: Expectation = ['pass', 'not-applicable']

/** What the mistakes of sites that were made for other checks look like from here. */
const lost: Readonly<Record<string, Expectation>> = { 'login-page': 'unknown', 'html-not-stale': 'unknown' }
const ELSEWHERE: Readonly<Record<string, Readonly<Record<string, Expectation>>>> = {
  flexible: lost,
  pingpong: lost,
  slash: lost,
  downgrade: { ...lost, 'redirect-target-safe': { verdict: 'fail', code: 'downgrade' } },
  docsunknown: { 'html-not-stale': 'unknown' },
  err522: {
    'cors-unsafe': 'unknown',
    'login-page': { verdict: 'fail', code: 'broken' },
    'html-not-stale': 'unknown',
    'redirect-target-safe': 'unknown',
  },
  challenged: { ...lost, 'redirect-target-safe': 'unknown' },
  formhttp: { 'login-page': { verdict: 'fail', code: 'plainForm' } },
  countdown: { 'html-not-stale': { verdict: 'warn', code: 'minutes' } },
  direct: { 'ddos-protection': { verdict: 'fail', code: 'direct' } },
  sibling: { 'ddos-protection': { verdict: 'warn', code: 'oneDirect' } },
  spoofed: { 'ddos-protection': { verdict: 'fail', code: 'direct' } },
}

describe('where visitors end, who may read answers and what stands in front', () => {
  let world: World

  beforeAll(async () => {
    world = await startWorld({ sites })
  })
  afterAll(() => world.stop())

  it('judges every check it is about', () => {
    expect(judged.map(({ id }) => id).sort()).toEqual([...VISIT_CHECKS].sort())
  })

  it.concurrent.each(sites.map((site) => [site.id, site] as const))(
    '%s',
    async (_, site) => {
      const { results } = await judgeSite({ world, site, checks: judged })
      const expected = (id: string): Expectation => ELSEWHERE[site.id]?.[id] ?? site.expect[id] ?? FINE
      expect(results.flatMap((result) => differenceOf(expected(result.checkId), result))).toEqual([])
    },
    120_000,
  )
})
