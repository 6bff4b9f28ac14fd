import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CheckResult } from '../../../lib/engine/finding'
import { startWorld, type World } from '../world'
import { QUICK_DNS } from './client-for'
import { verdictFlips } from './flips'
import { inTurn, judgeZone } from './judge-zone'
import type { LoggedQuestion } from './server'
import type { Fault, Zone } from './zone-text'
import { mixedZones } from './zones/mixed'

/** One zone in so many stands for its neighbours where each is judged again and again. */
const ONE_IN = 4

/** Their servers are broken for good, so that questions are repeated and waited for on purpose. */
const BROKEN = new Set(['all-lame.test', 'servfail.test', 'no-glue.test', 'timeout.test'])
/** Of a change on its way the name servers are asked a second time, as the check says. */
const ASKED_AGAIN = new Set(['dns-answers-consistent', 'domain-resolves', 'dns-wildcard'])

let world: World
let zones: Zone[] = []
const first = new Map<string, CheckResult[]>()

beforeAll(async () => {
  world = await startWorld({ sites: [], zones: 'all', extraZones: [mixedZones] })
  zones = world.dns.zones.filter(({ origin }) => !BROKEN.has(origin))
})
afterAll(() => world.stop())

/** Results without what a clock put into them, in an order of their own. */
function comparable(results: readonly CheckResult[]): string {
  const sorted = [...results].sort((left, right) => (left.checkId < right.checkId ? -1 : 1))
  return JSON.stringify(sorted.map((result) => ({ ...result, ms: 0 })))
}

function repeated(log: readonly LoggedQuestion[]): string[] {
  const asked = log.map((question) => Object.values(question).join(' '))
  return [...new Set(asked.filter((question, index) => asked.indexOf(question) < index))]
}

/** A third of all questions, the same ones every time they are asked; random labels count as one. */
function isThird({ server, name, type }: LoggedQuestion, part: number): boolean {
  const question = `${name.replaceAll(/lr-[0-9a-f]{16}/g, 'lr')} ${type}`
  return server === 'recursive' && (createHash('sha256').update(question).digest()[0] ?? 0) % 3 === part
}

describe('every zone of the laboratory and every check of DNS and mail', () => {
  it('asks each question once, and stays far below its budget', async () => {
    const twice: string[] = []
    const dear: string[] = []
    const judge = async (zone: Zone): Promise<CheckResult[]> => {
      const { results, asked } = await judgeZone(world.env, zone)
      first.set(zone.origin, results)
      if (asked > 400) dear.push(`${zone.origin}: ${asked}`)
      return results
    }
    // Broken servers are asked again on purpose, so that nothing of them is counted below: they wait side by side.
    await inTurn(
      zones.filter(({ faults }) => faults.length > 0),
      6,
      async (zone) => void (await judge(zone)),
    )
    for (const zone of zones.filter(({ faults }) => faults.length === 0)) {
      world.dns.log.length = 0
      const results = await judge(zone)
      const again = results.some((result) => ASKED_AGAIN.has(result.checkId) && result.verdict !== 'pass')
      if (!again) twice.push(...repeated(world.dns.log).map((text) => `${zone.origin}: ${text}`))
    }
    expect(twice).toEqual([])
    expect(dear).toEqual([])
  }, 400_000)

  it('says the same three times about what did not change', async () => {
    const different: string[] = []
    await inTurn(
      zones.filter((_, index) => index % ONE_IN === 0),
      6,
      async (zone) => {
        const before = first.get(zone.origin) ?? (await judgeZone(world.env, zone)).results
        for (const _round of [2, 3]) {
          const { results } = await judgeZone(world.env, zone)
          const changed = results.filter((result) => {
            const old = before.find(({ checkId }) => checkId === result.checkId)
            return comparable([result]) !== comparable(old === undefined ? [] : [old])
          })
          different.push(...changed.map(({ checkId }) => `${zone.origin} ${checkId}`))
        }
      },
    )
    expect(different).toEqual([])
  }, 400_000)

  const faults: [Fault['kind'], number, number][] = [
    ['servfail', 0, 3],
    ['servfail', 1, 6],
    ['drop', 2, 6],
    ['cut', 0, 6],
  ]
  it.each(faults)(
    'a resolver whose every third question ends in %s (part %i) proves nothing',
    async (kind, part, share) => {
      const flips: string[] = []
      const chosen = zones.filter((zone, index) => index % share === part % share && zone.faults.length === 0)
      for (const zone of chosen.filter(({ origin }) => !first.has(origin)))
        first.set(zone.origin, (await judgeZone(world.env, zone)).results)
      world.dns.setChaos((question) => (isThird(question, part) ? kind : undefined))
      try {
        await inTurn(chosen, 6, async (zone) => {
          const dnsTiming = kind === 'servfail' ? undefined : QUICK_DNS
          const { results } = await judgeZone(world.env, zone, dnsTiming === undefined ? {} : { dnsTiming })
          flips.push(...verdictFlips(first.get(zone.origin) ?? [], results).map((flip) => `${zone.origin} ${flip}`))
        })
      } finally {
        world.dns.setChaos()
      }
      expect(flips).toEqual([])
    },
    400_000,
  )

  it('a resolver that stumbles over every third question as they come proves nothing either', async () => {
    const flips: string[] = []
    let count = 0
    world.dns.setChaos(({ server }) => {
      if (server !== 'recursive') return undefined
      count += 1
      return count % 3 === 0 ? 'servfail' : undefined
    })
    try {
      await inTurn(
        zones.filter((zone, index) => index % ONE_IN === 1 && zone.faults.length === 0),
        6,
        async (zone) => {
          const { results } = await judgeZone(world.env, zone)
          flips.push(...verdictFlips(first.get(zone.origin) ?? [], results).map((flip) => `${zone.origin} ${flip}`))
        },
      )
    } finally {
      world.dns.setChaos()
    }
    expect(flips).toEqual([])
  }, 400_000)
})
