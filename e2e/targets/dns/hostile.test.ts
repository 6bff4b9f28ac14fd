import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CheckResult, Finding } from '../../../lib/engine/finding'
import { startWorld, type World } from '../world'
import { judgeZone } from './judge-zone'
import { hostileZones } from './zones/hostile'

// biome-ignore lint/suspicious/noControlCharactersInRegex: the pattern looks for exactly these characters.
const UNSAFE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/

const MAX_SENTENCE = 1500
const MAX_EXHIBIT = 24 * 1024
const MAX_FIX = 12 * 1024

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : []
}

function unsafeIn(value: unknown): string[] {
  return textsOf(value).filter((text) => UNSAFE.test(text) || !text.isWellFormed())
}

let world: World
let findings: { checkId: string; finding: Finding }[] = []
let results: CheckResult[] = []

beforeAll(async () => {
  world = await startWorld({ sites: [], zones: 'all', extraZones: [hostileZones] })
  const zone = world.dns.zones.find(({ origin }) => origin === 'hostile.test')
  if (zone === undefined) throw new Error('the zone is missing')
  results = (await judgeZone(world.env, zone)).results
  findings = results.flatMap(({ checkId, findings: list }) => list.map((finding) => ({ checkId, finding })))
})
afterAll(() => world.stop())

describe('hostile text in every record', () => {
  it('makes no check give up', () => {
    const broken = results.filter(({ reason }) => reason !== undefined && reason !== 'not-relevant')
    expect(broken.map(({ checkId, reason, detail }) => `${checkId} ${reason} ${detail}`)).toEqual([])
    expect(findings.filter(({ finding }) => finding.verdict === 'fail').length).toBeGreaterThan(5)
  })

  it.each(['text', 'params', 'subject', 'exhibits', 'fix'] as const)(
    'reaches no %s with control or direction marks',
    (part) => {
      expect(
        findings.flatMap(({ checkId, finding }) =>
          unsafeIn(finding[part]).map((text) => `${checkId} ${finding.code}: ${JSON.stringify(text.slice(0, 120))}`),
        ),
      ).toEqual([])
    },
  )

  it('stays bounded in sentences, evidence and repairs', () => {
    const size = (value: unknown): number => textsOf(value).reduce((sum, text) => sum + text.length, 0)
    const large = findings.filter(
      ({ finding }) =>
        finding.text.length > MAX_SENTENCE ||
        finding.subject.id.length > 600 ||
        finding.exhibits.some((exhibit) => size(exhibit) > MAX_EXHIBIT) ||
        size(finding.fix) > MAX_FIX,
    )
    expect(large.map(({ checkId, finding }) => `${checkId} ${finding.code} ${size(finding.fix)}`)).toEqual([])
  })

  it('fills no placeholder a record brings along', () => {
    const filled = findings.filter(({ finding }) => /\b49\b/.test(finding.text) || finding.text.includes('undefined'))
    expect(filled.map(({ finding }) => finding.text)).toEqual([])
  })
})
