import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseConfig } from '../../../lib/config'
import type { CheckResult } from '../../../lib/engine/finding'
import { tokenOf } from '../../../lib/engine/need'
import { run } from '../../../lib/engine/run'
import { createNet } from '../../../lib/net/create'
import { createSocketLimits } from '../../../lib/net/limits'
import { checks, collectors } from '../../../lib/registry/registry'
import { brittleShop } from '../demo/brittle'
import { steadyShop } from '../demo/steady'
import { LAB_PACE } from '../pace'
import { startWorld, type World } from '../world'
import { openingSites } from './hosts/openings'
import { polishSites } from './hosts/polish'
import { goodSite, labSites } from './sites'
import type { LabSite } from './types'
import { everyThird, type Stumble } from './unsteady'

/** Every check that judges something seen over the web. */
const judged = checks.filter(({ needs }) =>
  Object.values(needs).some((need) => /^(?:web|tls)\./.test(tokenOf(need).key)),
)

const OWN = ['spa', 'envleak', 'maps', 'stagingtwin']
const chosen = [...labSites, ...openingSites, ...polishSites].filter(({ id }) => OWN.includes(id))
const sites: readonly LabSite[] = [goodSite, steadyShop, brittleShop, ...chosen]

/**
 * Whether something answers is the very subject of these, so an outage must be said, not hidden behind "not proven":
 * each asks a second time, and what failed both times did not work for a visitor either. They may say only that.
 * - An address people need that failed and answered five seconds later is a warning, one that failed twice is down.
 * - A file of a page that failed twice leaves the page without it.
 * - An address of a host that broke off twice is one some visitors are sent to.
 */
const SAYS_OUTAGES: Readonly<Record<string, readonly string[]>> = {
  'critical-urls-up': ['retried', 'dead', 'error'],
  'page-not-blank': ['files'],
  'https-reachable': ['some', 'broken'],
}

async function judge(world: World, site: LabSite): Promise<readonly CheckResult[]> {
  const net = createNet({
    config: parseConfig(world.env),
    signal: new AbortController().signal,
    runId: site.id,
    limits: createSocketLimits({ perHost: 2, spacingMs: 0, perRun: 20, perProcess: 100 }),
    pace: LAB_PACE,
  })
  try {
    return (await run({ checks: judged, collectors, target: site.target, net })).results
  } finally {
    await net.close()
  }
}

/** What a person reads of a run, without what it measured in time and without the random names it asked for. */
function said(results: readonly CheckResult[]): string {
  const rows = results
    .map(({ checkId, verdict, impact, reason, detail, findings }) => ({
      checkId,
      verdict,
      impact,
      reason,
      detail,
      findings: findings.map(({ code, verdict: each, subject, fingerprint, text, refs, fix }) => {
        // Which load took longest is up to this machine; whether the page is quick enough is not.
        if (checkId === 'response-time-sample') return { each, subject, refs, fix }
        const words = text.replace(/\d+(?:\.\d+)? (?:m?s|days?)\b/g, '')
        return { code, each, subject, fingerprint, text: words, refs, fix }
      }),
    }))
    .sort((left, right) => left.checkId.localeCompare(right.checkId, 'en'))
  return JSON.stringify(rows, null, 1)
}

describe('an unchanged site', () => {
  let world: World
  beforeAll(async () => {
    world = await startWorld({ sites })
  })
  afterAll(() => world.stop())

  it.concurrent.each(sites.map((site) => [site.id, site] as const))(
    '%s is judged the same three times',
    async (_, site) => {
      const first = said(await judge(world, site))
      expect(said(await judge(world, site))).toBe(first)
      expect(said(await judge(world, site))).toBe(first)
    },
    180_000,
  )
})

const SHAKEN: readonly [how: Stumble, offset: number][] = [
  ['error', 2],
  ['reset', 1],
]

describe('a site of which every third request fails', () => {
  const some = sites.filter(({ id }) => ['good', 'envleak', 'stagingtwin'].includes(id))
  const worlds = new Map<string, World>()
  let calm: World
  beforeAll(async () => {
    calm = await startWorld({ sites: some })
    for (const [how, offset] of SHAKEN) {
      const shaken = some.map((site) => everyThird({ site, how, offset }))
      worlds.set(`${how} ${offset}`, await startWorld({ sites: shaken }))
    }
  })
  afterAll(() => Promise.all([calm, ...worlds.values()].map((world) => world.stop())))

  it.concurrent.each(some.map((site) => [site.id, site] as const))(
    '%s: the same verdict, or not proven with the reason',
    async (_, site) => {
      const steady = new Map((await judge(calm, site)).map((result) => [result.checkId, result.verdict]))
      const differences: string[] = []
      for (const [name, world] of worlds) {
        for (const { checkId, verdict, reason, findings } of await judge(world, site)) {
          const before = steady.get(checkId)
          const because = findings.filter((finding) => finding.verdict === 'unknown').map(({ text }) => text)
          const isUnproven = verdict === 'unknown' && (reason !== undefined || because.length > 0)
          const open = findings.filter((one) => one.verdict !== 'pass')
          const isOutage = open.every(({ code }) => SAYS_OUTAGES[checkId]?.includes(code) === true)
          if (verdict === before || isUnproven || isOutage) continue
          const words = open.map(({ code, text }) => `${code}: ${text}`)
          differences.push(`${name}: ${checkId}: ${before} became ${verdict} (${reason ?? words.join(' | ')})`)
        }
      }
      expect(differences).toEqual([])
    },
    240_000,
  )
})
