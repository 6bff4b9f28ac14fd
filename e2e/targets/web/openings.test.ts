import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseConfig } from '../../../lib/config'
import type { CheckResult } from '../../../lib/engine/finding'
import { type RunOutcome, run } from '../../../lib/engine/run'
import { createNet } from '../../../lib/net/create'
import { createSocketLimits } from '../../../lib/net/limits'
import { checks, collectors } from '../../../lib/registry/registry'
import { steadyShop } from '../demo/steady'
import { startWorld, type World } from '../world'
import { PLANTED } from './hosts/exposures'
import { openingSites } from './hosts/openings'
import { polishSites } from './hosts/polish'
import { goodSite, labSites } from './sites'
import type { Expectation, LabSite } from './types'

const WANTED: readonly string[] = [
  'exposed-env',
  'exposed-vcs',
  'exposed-files',
  'exposed-source-maps',
  'debug-endpoints',
  'directory-listing',
  'error-leak',
  'staging-exposure',
  'environment-leaks',
  'sitemap',
  'security-txt',
  'not-found-page',
  'share-preview',
  'documented-hosts',
]
const judged = checks.filter(({ id }) => WANTED.includes(id))
const own = [goodSite, steadyShop, ...openingSites, ...polishSites]
/** Sites made for other mistakes, one of each kind that could mislead these checks. */
const OTHERS: readonly string[] = [
  'httponly',
  'wwwfirst',
  'flexible',
  'pingpong',
  'both200',
  'devlink',
  'expired',
  'notattached',
  'plain443',
  'mixed',
  'chunkgone',
  'welcome',
  'err522',
  'challenged',
  'cspmentions',
  'healthhtml',
  'leakycache',
  'twonodes',
  'spa',
  'decoy',
  'envleak',
  'forbidden',
  'bundle',
  'appleak',
]
const others = labSites.filter(({ id }) => OTHERS.includes(id))

/** What these checks say of sites that were made for other mistakes, beside pass and not applicable. */
const ELSEWHERE: Readonly<Record<string, Record<string, Expectation>>> = {
  devlink: { 'environment-leaks': 'fail' },
}

function agrees(expected: Expectation, result: CheckResult): boolean {
  if (typeof expected === 'string') return result.verdict === expected
  if ('verdict' in expected) {
    return result.verdict === expected.verdict && result.findings.some(({ code }) => code === expected.code)
  }
  return expected.includes(result.verdict)
}

function differenceOf(expected: Expectation, result: CheckResult): string[] {
  if (agrees(expected, result)) return []
  const said = result.findings
    .filter(({ verdict }) => verdict !== 'pass')
    .map(({ verdict, code, text }) => `${verdict} ${code}: ${text}`)
  const why = result.reason === undefined ? said.join(' | ') : `${result.reason} ${result.detail ?? ''}`
  return [`${result.checkId}: expected ${JSON.stringify(expected)}, got ${result.verdict} (${why})`]
}

describe('what strangers can open, and the last touches, on every site of the laboratory', () => {
  let world: World

  beforeAll(async () => {
    world = await startWorld({ sites: [...own, ...others] })
  })
  afterAll(() => world.stop())

  async function judge(site: LabSite, spacingMs = 0): Promise<RunOutcome> {
    const net = createNet({
      config: parseConfig(world.env),
      signal: new AbortController().signal,
      runId: site.id,
      limits: createSocketLimits({ perHost: 2, spacingMs, perRun: 20, perProcess: 100 }),
    })
    try {
      return await run({ checks: judged, collectors, target: site.target, net })
    } finally {
      await net.close()
    }
  }

  it('judges every check it is about, and knows every site', () => {
    expect(others.map(({ id }) => id).sort()).toEqual([...OTHERS].sort())
    expect(judged.map(({ id }) => id).sort()).toEqual([...WANTED].sort())
  })

  it.concurrent.each(own.map((site) => [site.id, site] as const))(
    '%s',
    async (_, site) => {
      const { results } = await judge(site)
      const differences = results.flatMap((result) =>
        differenceOf(site.expect[result.checkId] ?? ['pass', 'not-applicable'], result),
      )
      expect(differences).toEqual([])
    },
    120_000,
  )

  it.concurrent.each(others.map((site) => [site.id, site] as const))(
    'no false alarm on %s',
    async (_, site) => {
      const { results } = await judge(site)
      const differences = results.flatMap((result) => {
        const expected = ELSEWHERE[site.id]?.[result.checkId] ?? site.expect[result.checkId]
        if (expected !== undefined) return differenceOf(expected, result)
        return result.verdict === 'fail' ? differenceOf('pass', result) : []
      })
      expect(differences).toEqual([])
    },
    120_000,
  )

  it('keeps no planted secret and no page text in evidence or findings', async () => {
    const sites = own.filter(({ id }) => ['mapsecret', 'mapinline', 'actuator', 'djangodebug'].includes(id))
    const outcomes = await Promise.all(sites.map((site) => judge(site)))
    const text = JSON.stringify(outcomes.map(({ results, evidence }) => [results, [...evidence.values()]]))
    for (const secret of Object.values(PLANTED)) expect(text).not.toContain(secret.slice(8, 24))
    expect(text).not.toContain('rotate this soon')
    expect(text).not.toContain('<!-- styles')
  }, 60_000)

  it('shows hostile titles as plain text', async () => {
    const site = own.find(({ id }) => id === 'hostiletitle')
    if (site === undefined) throw new Error('no site')
    const { results } = await judge(site)
    const texts = results.flatMap(({ findings }) => findings.map(({ text }) => text))
    expect(texts.join('\n')).not.toMatch(/\u202E|\0/)
    expect(Math.max(...texts.map(({ length }) => length))).toBeLessThan(800)
  }, 60_000)

  it('asks each address once, and for the memory only where management pages are open', async () => {
    const before = world.web.log.length
    const sites = own.filter(({ id }) => ['good', 'actuator', 'laravel', 'maps'].includes(id))
    await Promise.all(sites.map((site) => judge(site)))
    const log = world.web.log
      .slice(before)
      .filter(({ url }) => sites.some(({ domain }) => URL.parse(url)?.hostname === domain))
    const paths = log.filter(({ url, headers }) => headers.range !== undefined && !url.endsWith('/actuator/heapdump'))
    const keys = paths.map(({ url, headers }) => `${url} ${headers.range}`)
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([])
    const memory = log.filter(({ url }) => url.endsWith('/actuator/heapdump'))
    expect(memory.map(({ method, headers }) => `${method} ${headers.range}`)).toEqual([
      'HEAD bytes=0-15',
      'GET bytes=0-15',
    ])
    expect(memory.every(({ url }) => url.includes('actuator-lab.test'))).toBe(true)
    // A host that shows what it runs is not asked for the pages of other stacks.
    const laravel = log.filter(({ url }) => url.includes('laravel-lab.test')).map(({ url }) => URL.parse(url)?.pathname)
    expect(laravel).not.toContain('/actuator/env')
    expect(laravel).toContain('/telescope/requests')
  }, 60_000)
})
