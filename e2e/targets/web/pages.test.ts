import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import edgeProvider from '../../../lib/checks/edge-provider'
import edgeProxyCoverage from '../../../lib/checks/edge-proxy-coverage'
import exposedEnv from '../../../lib/checks/exposed-env'
import exposedFiles from '../../../lib/checks/exposed-files'
import exposedVcs from '../../../lib/checks/exposed-vcs'
import healthEndpoint from '../../../lib/checks/health-endpoint'
import mixedContent from '../../../lib/checks/mixed-content'
import pageNotBlank from '../../../lib/checks/page-not-blank'
import publicBundleSecrets from '../../../lib/checks/public-bundle-secrets'
import refreshConsistency from '../../../lib/checks/refresh-consistency'
import sharedCacheSafety from '../../../lib/checks/shared-cache-safety'
import staticCacheLifetime from '../../../lib/checks/static-cache-lifetime'
import webAddresses from '../../../lib/collect/web-addresses'
import webAssets from '../../../lib/collect/web-assets'
import webCache from '../../../lib/collect/web-cache'
import webCanary from '../../../lib/collect/web-canary'
import webDocuments from '../../../lib/collect/web-documents'
import webEdge from '../../../lib/collect/web-edge'
import webEntry from '../../../lib/collect/web-entry'
import webExposure from '../../../lib/collect/web-exposure'
import webHeads from '../../../lib/collect/web-heads'
import webHealth from '../../../lib/collect/web-health'
import webRefresh from '../../../lib/collect/web-refresh'
import webTwins from '../../../lib/collect/web-twins'
import { parseConfig } from '../../../lib/config'
import type { CheckResult } from '../../../lib/engine/finding'
import { type RunOutcome, run } from '../../../lib/engine/run'
import { createNet } from '../../../lib/net/create'
import { createSocketLimits } from '../../../lib/net/limits'
import { LAB_PACE } from '../pace'
import { startWorld, type World } from '../world'
import { PLANTED } from './hosts/exposures'
import { goodSite, labSites } from './sites'
import type { Expectation, LabSite } from './types'

const checks = [
  pageNotBlank,
  mixedContent,
  sharedCacheSafety,
  refreshConsistency,
  staticCacheLifetime,
  edgeProvider,
  edgeProxyCoverage,
  exposedEnv,
  exposedVcs,
  exposedFiles,
  publicBundleSecrets,
  healthEndpoint,
]
const collectors = [
  webAddresses,
  webEntry,
  webDocuments,
  webAssets,
  webTwins,
  webRefresh,
  webCache,
  webEdge,
  webCanary,
  webHeads,
  webExposure,
  webHealth,
]

function agrees(expected: Expectation, result: CheckResult): boolean {
  if (typeof expected === 'string') return result.verdict === expected
  if ('verdict' in expected) {
    return result.verdict === expected.verdict && result.findings.some(({ code }) => code === expected.code)
  }
  return expected.includes(result.verdict)
}

function differenceOf(site: LabSite, result: CheckResult): string[] {
  const expected = site.expect[result.checkId] ?? 'pass'
  if (agrees(expected, result)) return []
  const said = result.findings
    .filter(({ verdict }) => verdict !== 'pass')
    .map(({ verdict, code, text }) => `${verdict} ${code}: ${text}`)
  const why = result.reason === undefined ? said.join(' | ') : `${result.reason} ${result.detail ?? ''}`
  return [`${result.checkId}: expected ${JSON.stringify(expected)}, got ${result.verdict} (${why})`]
}

describe('what is on the pages and behind the paths of every site of the laboratory', () => {
  let world: World
  const outcomes = new Map<string, RunOutcome>()

  beforeAll(async () => {
    world = await startWorld({ sites: labSites })
  })
  afterAll(() => world.stop())

  async function judge(site: LabSite, spacingMs = 0): Promise<RunOutcome> {
    const net = createNet({
      config: parseConfig(world.env),
      signal: new AbortController().signal,
      runId: site.id,
      limits: createSocketLimits({ perHost: 2, spacingMs, perRun: 20, perProcess: 100 }),
      pace: LAB_PACE,
    })
    try {
      return await run({ checks, collectors, target: site.target, net })
    } finally {
      await net.close()
    }
  }

  it.concurrent.each(labSites.map((site) => [site.id, site] as const))(
    '%s',
    async (_, site) => {
      const outcome = await judge(site)
      outcomes.set(site.id, outcome)
      expect(outcome.results.flatMap((result) => differenceOf(site, result))).toEqual([])
    },
    120_000,
  )

  it('keeps no planted secret and no page text in evidence or findings', async () => {
    const sites = labSites.filter((site) => ['envleak', 'bundle', 'inlinekey', 'leakycache'].includes(site.id))
    const judged = await Promise.all(sites.map(async (site) => outcomes.get(site.id) ?? (await judge(site))))
    const text = JSON.stringify(judged.map(({ results, evidence }) => [results, [...evidence.values()]]))
    expect(judged.flatMap(({ results }) => results)).not.toEqual([])
    for (const secret of Object.values(PLANTED)) expect(text).not.toContain(secret.slice(8, 24))
    expect(text).not.toContain('7f3c1b9a5d2e4f60')
    expect(text).not.toContain('<html')
  }, 60_000)

  it('stays polite: at most 60 requests a host, with the spacing of the product', async () => {
    const before = world.web.log.length
    await judge(goodSite, 150)
    const seen = world.web.log.slice(before).filter(({ url }) => URL.parse(url)?.hostname === goodSite.domain)
    expect(seen.length).toBeLessThanOrEqual(60)
  }, 60_000)
})
