import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseConfig } from '../../../lib/config'
import type { CheckResult } from '../../../lib/engine/finding'
import { run } from '../../../lib/engine/run'
import { createNet } from '../../../lib/net/create'
import { createSocketLimits } from '../../../lib/net/limits'
import { checks, collectors } from '../../../lib/registry/registry'
import { steadyShop } from '../demo/steady'
import { LAB_PACE } from '../pace'
import { startWorld, type World } from '../world'
import { SURFACE_CHECKS, surfaceSites } from './hosts/surface'
import { goodSite } from './sites'
import type { Expectation, LabSite } from './types'

const judged = checks.filter(({ id }) => SURFACE_CHECKS.includes(id))
const sites = [goodSite, steadyShop, ...surfaceSites]

function agrees(expected: Expectation, result: CheckResult): boolean {
  if (typeof expected === 'string') return result.verdict === expected
  if ('verdict' in expected) {
    return result.verdict === expected.verdict && result.findings.some(({ code }) => code === expected.code)
  }
  return expected.includes(result.verdict)
}

function differenceOf(site: LabSite, result: CheckResult): string[] {
  const expected = site.expect[result.checkId] ?? ['pass', 'not-applicable']
  if (agrees(expected, result)) return []
  const said = result.findings
    .filter(({ verdict }) => verdict !== 'pass')
    .map(({ verdict, code, text }) => `${verdict} ${code}: ${text}`)
  const why = result.reason === undefined ? said.join(' | ') : `${result.reason} ${result.detail ?? ''}`
  return [`${result.checkId}: expected ${JSON.stringify(expected)}, got ${result.verdict} (${why})`]
}

describe('what headers, files and certificates of every site of the laboratory tell', () => {
  let world: World

  beforeAll(async () => {
    world = await startWorld({ sites })
  })
  afterAll(() => world.stop())

  it('judges every check it is about', () => {
    expect(judged.map(({ id }) => id).sort()).toEqual([...SURFACE_CHECKS].sort())
  })

  it.concurrent.each(sites.map((site) => [site.id, site] as const))(
    '%s',
    async (_, site) => {
      const net = createNet({
        config: parseConfig(world.env),
        signal: new AbortController().signal,
        runId: site.id,
        limits: createSocketLimits({ perHost: 2, spacingMs: 0, perRun: 20, perProcess: 100 }),
        pace: LAB_PACE,
      })
      try {
        const { results, evidence } = await run({ checks: judged, collectors, target: site.target, net })
        expect(results.flatMap((result) => differenceOf(site, result))).toEqual([])
        expect(JSON.stringify([...evidence.values()])).not.toMatch(/set-cookie","[^"=]*=(?!\*{4})/i)
      } finally {
        await net.close()
      }
    },
    120_000,
  )

  it('leaves every host of a whole audit within its 60 requests', async () => {
    const before = world.web.log.length
    const net = createNet({
      config: parseConfig(world.env),
      signal: new AbortController().signal,
      runId: 'whole',
      limits: createSocketLimits({ perHost: 2, spacingMs: 150, perRun: 20, perProcess: 100 }),
      pace: LAB_PACE,
    })
    try {
      const { results } = await run({ checks, collectors, target: steadyShop.target, net })
      const mine = results.filter(({ checkId }) => SURFACE_CHECKS.includes(checkId))
      expect(mine.flatMap((result) => differenceOf(steadyShop, result))).toEqual([])
    } finally {
      await net.close()
    }
    const hosts = world.web.log.slice(before).map(({ url }) => URL.parse(url)?.hostname ?? '')
    const counts = [...Map.groupBy(hosts, (host) => host).values()].map(({ length }) => length)
    expect(Math.max(...counts)).toBeLessThanOrEqual(60)
  }, 120_000)
})
