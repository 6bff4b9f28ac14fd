import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import canonicalHost from '../../../lib/checks/canonical-host'
import criticalUrlsUp from '../../../lib/checks/critical-urls-up'
import hsts from '../../../lib/checks/hsts'
import httpsReachable from '../../../lib/checks/https-reachable'
import httpsRedirect from '../../../lib/checks/https-redirect'
import redirectChainLength from '../../../lib/checks/redirect-chain-length'
import redirectLoop from '../../../lib/checks/redirect-loop'
import redirectPreservesUrl from '../../../lib/checks/redirect-preserves-url'
import tlsCertChain from '../../../lib/checks/tls-cert-chain'
import tlsCertExpiry from '../../../lib/checks/tls-cert-expiry'
import tlsCertName from '../../../lib/checks/tls-cert-name'
import tlsCertPerAddress from '../../../lib/checks/tls-cert-per-address'
import dnsDomain from '../../../lib/collect/dns-domain'
import webAddresses from '../../../lib/collect/web-addresses'
import webEntry from '../../../lib/collect/web-entry'
import webProbes from '../../../lib/collect/web-probes'
import webReach from '../../../lib/collect/web-reach'
import webTls from '../../../lib/collect/web-tls'
import webUrls from '../../../lib/collect/web-urls'
import { parseConfig } from '../../../lib/config'
import type { CheckResult } from '../../../lib/engine/finding'
import { type RunOutcome, run } from '../../../lib/engine/run'
import { createNet } from '../../../lib/net/create'
import { createSocketLimits } from '../../../lib/net/limits'
import { startWorld, type World } from '../world'
import { goodSite, labSites } from './sites'
import type { Expectation, LabSite } from './types'

const checks = [
  httpsReachable,
  criticalUrlsUp,
  httpsRedirect,
  redirectLoop,
  redirectChainLength,
  redirectPreservesUrl,
  canonicalHost,
  tlsCertName,
  tlsCertChain,
  tlsCertExpiry,
  tlsCertPerAddress,
  hsts,
]
const collectors = [dnsDomain, webAddresses, webEntry, webProbes, webReach, webTls, webUrls]

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
  return [
    `${result.checkId}: expected ${JSON.stringify(expected)}, got ${result.verdict} (${result.reason ?? said.join(' | ')})`,
  ]
}

describe('what visitors meet at every site of the laboratory', () => {
  let world: World

  beforeAll(async () => {
    world = await startWorld({ sites: labSites })
  })
  afterAll(() => world.stop())

  async function judge(site: LabSite): Promise<RunOutcome> {
    const net = createNet({
      config: parseConfig(world.env),
      signal: new AbortController().signal,
      runId: site.id,
      limits: createSocketLimits({ perHost: 2, spacingMs: 0, perRun: 20, perProcess: 100 }),
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
      const { results } = await judge(site)
      expect(results.flatMap((result) => differenceOf(site, result))).toEqual([])
    },
    90_000,
  )

  it('keeps no cookie value and no page text in the evidence', async () => {
    const { evidence } = await judge(goodSite)
    const outcome = evidence.get('web.entry')
    expect(outcome?.status).toBe('ok')
    const text = JSON.stringify([...evidence.values()])
    expect(text).not.toMatch(/set-cookie","[^"=]*=(?!\*{4})/i)
    expect(text).not.toContain('<html')
  })
})
