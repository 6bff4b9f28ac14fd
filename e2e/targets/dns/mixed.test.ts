import { afterAll, beforeAll, expect, it } from 'vitest'
import type { CheckResult } from '../../../lib/engine/finding'
import { startWorld, type World } from '../world'
import { inTurn, judgeZone } from './judge-zone'
import type { Expectation, Zone } from './zone-text'
import { mixedZones } from './zones/mixed'

let world: World
beforeAll(async () => {
  world = await startWorld({ sites: [], zones: 'all', extraZones: [mixedZones] })
})
afterAll(() => world.stop())

/** A zone about one part of mail is often without the others; saying so is no false alarm. */
const LACKS = new Set(['absent', 'no-domainkey', 'provider-key-absent', 'own-mail-rejected', 'unprotected', 'unmet'])

/** Facts of an expectation by the name they have in findings and evidence. */
const FACTS: Record<string, string> = {
  lookups: 'lookups',
  voids: 'voids',
  result: 'result',
  effective: 'effective',
  policyDomain: 'policyDomain',
}

function isMissing(key: string, value: string, seen: string): boolean {
  const fact = FACTS[key]
  return fact !== undefined && !new RegExp(`"${fact}":"?${value}["},]`).test(seen)
}

function differenceOf(expected: Expectation, results: readonly CheckResult[], evidence: string): string | undefined {
  const result = results.find((entry) => entry.checkId === expected.check)
  const name = expected.evidence.selector === undefined ? expected.evidence.name : `${expected.evidence.selector}._`
  const about = (result?.findings ?? []).filter(
    ({ subject: { id } }) =>
      name === undefined ||
      id === name ||
      id.endsWith(` ${name}`) ||
      id.includes(`${name}domain`) ||
      id.endsWith(` _dmarc.${name}`),
  )
  const verdicts = name === undefined ? [result?.verdict ?? 'none'] : about.map(({ verdict }) => verdict)
  const seen = `${JSON.stringify(about)}${evidence}`
  const missing = Object.entries(expected.evidence).filter(([key, value]) => isMissing(key, value, seen))
  if (verdicts.includes(expected.verdict) && missing.length === 0) return undefined
  const said = (result?.findings ?? []).map(({ verdict, code, text }) => `${verdict} ${code}: ${text}`).join(' | ')
  return `${expected.check} ${name ?? ''}: expected ${expected.verdict} ${missing.join(' ')}, got ${verdicts.join(',')} (${result?.reason ?? ''} ${said})`
}

it('judges zones that mix mistakes as the RFCs do, and blames them for nothing else', async () => {
  const zones = world.dns.zones.filter(({ origin }) => origin.startsWith('mix-') || origin === 'xn--bcher-kva.test')
  const differences: string[] = []
  await inTurn(zones, 6, async (zone: Zone) => {
    const { results, evidence } = await judgeZone(world.env, zone)
    const listed = new Set(zone.expectations.map(({ check }) => check))
    for (const expected of zone.expectations) {
      const difference = differenceOf(expected, results, evidence)
      if (difference !== undefined) differences.push(`${zone.origin} ${difference}`)
    }
    for (const result of results) {
      const bad = result.findings.filter(({ verdict, code }) => verdict === 'fail' && !LACKS.has(code))
      if (bad.length > 0 && !listed.has(result.checkId))
        differences.push(`${zone.origin} ${result.checkId}: ${bad.map(({ text }) => text).join(' | ')}`)
    }
  })
  expect(differences).toEqual([])
}, 300_000)
