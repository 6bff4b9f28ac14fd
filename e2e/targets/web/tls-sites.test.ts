import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { NO_PORTS, type Ports } from '../../../lib/collect/shared/ports'
import { parseConfig } from '../../../lib/config'
import type { CheckResult } from '../../../lib/engine/finding'
import { type RunOutcome, run } from '../../../lib/engine/run'
import { createNet } from '../../../lib/net/create'
import { createSocketLimits } from '../../../lib/net/limits'
import { checksOf, collectors } from '../../../lib/registry/registry'
import { roadmaps } from '../../../lib/roadmaps/roadmap'
import { steadyShop } from '../demo/steady'
import { startWorld, type World } from '../world'
import { certificateSites } from './hosts/certificates'
import { tlsServerSites } from './hosts/tls-servers'
import { statusSites } from './hosts/tls-status'
import { goodSite } from './sites'
import type { Expectation, LabSite } from './types'

const checks = checksOf(roadmaps.ops).filter(
  ({ id }) => id === 'https-reachable' || (id.startsWith('tls-') && id !== 'tls-rpt'),
)

/** What the checks say where a site expects nothing else: the laboratory's certificates name nobody to ask. */
const ORDINARY: LabSite['expect'] = { 'tls-cert-revocation': 'not-applicable' }

const UNTRUSTED: LabSite['expect'] = { 'tls-hostname-coverage': 'fail', 'tls-auto-renewal': 'unknown' }

const UNSEEN: LabSite['expect'] = {
  'tls-hostname-coverage': 'unknown',
  'tls-cert-strength': 'unknown',
  'tls-versions': 'unknown',
  'tls-weak-ciphers': 'unknown',
  'tls-chain-hygiene': 'unknown',
  'tls-cert-revocation': 'unknown',
  'tls-auto-renewal': 'unknown',
}

/** What the further checks say of sites that other tests describe. */
const FURTHER: Record<string, LabSite['expect']> = {
  expired: { 'tls-hostname-coverage': 'fail', 'tls-auto-renewal': 'warn' },
  notyet: { 'tls-hostname-coverage': 'fail' },
  expiring: { 'tls-auto-renewal': 'warn' },
  wronghost: { 'tls-hostname-coverage': 'fail' },
  nosan: { 'tls-hostname-coverage': 'fail' },
  deeper: { 'tls-hostname-coverage': 'fail' },
  selfsigned: UNTRUSTED,
  untrusted: { ...UNTRUSTED, 'tls-chain-hygiene': 'warn' },
  nointer: UNTRUSTED,
  noaia: UNTRUSTED,
  expinter: { 'tls-hostname-coverage': 'fail' },
  withroot: { 'tls-chain-hygiene': 'warn' },
  dual: { 'tls-hostname-coverage': 'fail', 'tls-auto-renewal': 'warn' },
  twoaddr: { 'tls-hostname-coverage': 'fail', 'tls-auto-renewal': 'warn' },
  notattached: { ...UNSEEN, 'tls-hostname-coverage': 'fail' },
  plain443: UNSEEN,
  // The hello still shows which versions and ciphers are spoken, though clients give up at the certificate.
  manynames: { ...UNSEEN, 'tls-versions': 'pass', 'tls-weak-ciphers': 'pass' },
}

function agrees(expected: Expectation, result: CheckResult): boolean {
  if (typeof expected === 'string') return result.verdict === expected
  if ('verdict' in expected) {
    return result.verdict === expected.verdict && result.findings.some(({ code }) => code === expected.code)
  }
  return expected.includes(result.verdict)
}

function differenceOf(site: LabSite, result: CheckResult): string[] {
  const given = { ...ORDINARY, ...site.expect, ...FURTHER[site.id] }
  const expected = given[result.checkId] ?? 'pass'
  if (agrees(expected, result)) return []
  const said = result.findings.map(({ verdict, code, text }) => `${verdict} ${code}: ${text}`)
  return [
    `${result.checkId}: expected ${JSON.stringify(expected)}, got ${result.verdict} (${result.reason ?? said.join(' | ')})`,
  ]
}

const sites = [goodSite, steadyShop, ...certificateSites, ...tlsServerSites, ...statusSites]

describe('TLS of every site of the laboratory', () => {
  let world: World
  beforeAll(async () => {
    world = await startWorld({ sites })
  })
  afterAll(() => world.stop())

  async function judge(site: LabSite, ports: Ports): Promise<RunOutcome> {
    const net = createNet({
      config: parseConfig(world.env),
      signal: new AbortController().signal,
      runId: site.id,
      limits: createSocketLimits({ perHost: 2, spacingMs: 0, perRun: 20, perProcess: 100 }),
    })
    try {
      return await run({ checks, collectors, target: site.target, net, ports, allowActive: true })
    } finally {
      await net.close()
    }
  }

  const proven = (site: LabSite): Ports => ({ ...NO_PORTS, provenNames: [site.domain] })

  it.concurrent.each(sites.map((site) => [site.id, site] as const))(
    '%s',
    async (_, site) => {
      const { results } = await judge(site, proven(site))
      expect(results.flatMap((result) => differenceOf(site, result))).toEqual([])
    },
    90_000,
  )

  it.concurrent('broken ciphers are offered to nobody without permission', async () => {
    const { results, evidence } = await judge(goodSite, NO_PORTS)
    expect(evidence.get('tls.ciphers')).toEqual({ status: 'absent', reason: 'needs-permission' })
    expect(results.find(({ checkId }) => checkId === 'tls-weak-ciphers')?.verdict).toBe('unknown')
  })
})
