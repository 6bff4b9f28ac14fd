import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { NO_PORTS } from '../../../lib/collect/shared/ports'
import type { CheckResult } from '../../../lib/engine/finding'
import { checksOf } from '../../../lib/registry/registry'
import { roadmaps } from '../../../lib/roadmaps/roadmap'
import { steadyShop } from '../demo/steady'
import { startWorld, type World } from '../world'
import { certificateSites } from './hosts/certificates'
import { tlsServerSites } from './hosts/tls-servers'
import { statusSites } from './hosts/tls-status'
import { differenceOf, judgeSite } from './judge'
import { goodSite } from './sites'
import type { LabSite } from './types'

const checks = checksOf(roadmaps.ops).filter(
  ({ id }) => id === 'https-reachable' || (id.startsWith('tls-') && id !== 'tls-rpt'),
)

/** What the checks say where a site expects nothing else: the laboratory's certificates name nobody to ask. */
const ORDINARY: LabSite['expect'] = { 'tls-cert-revocation': 'not-applicable' }

/** Renewal is not judged before browsers take the certificate. */
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
  expiring: { 'tls-hostname-coverage': 'fail', 'tls-auto-renewal': 'warn' },
  wronghost: UNTRUSTED,
  nosan: UNTRUSTED,
  deeper: UNTRUSTED,
  selfsigned: UNTRUSTED,
  untrusted: { ...UNTRUSTED, 'tls-chain-hygiene': 'warn' },
  nointer: UNTRUSTED,
  noaia: UNTRUSTED,
  expinter: UNTRUSTED,
  expirednointer: UNTRUSTED,
  expireddup: { 'tls-hostname-coverage': 'fail', 'tls-auto-renewal': 'warn', 'tls-chain-hygiene': 'warn' },
  withroot: { 'tls-chain-hygiene': 'warn' },
  dual: { 'tls-hostname-coverage': 'fail', 'tls-auto-renewal': 'warn' },
  twoaddr: { 'tls-hostname-coverage': 'fail', 'tls-auto-renewal': 'warn' },
  notattached: { ...UNSEEN, 'tls-hostname-coverage': 'fail' },
  plain443: UNSEEN,
  // The hello still shows which versions and ciphers are spoken, though clients give up at the certificate.
  manynames: { ...UNSEEN, 'tls-versions': 'pass', 'tls-weak-ciphers': 'pass' },
}

function differences(site: LabSite, results: readonly CheckResult[]): string[] {
  const given = { ...ORDINARY, ...site.expect, ...FURTHER[site.id] }
  return results.flatMap((result) => differenceOf(given[result.checkId] ?? 'pass', result))
}

const sites = [goodSite, steadyShop, ...certificateSites, ...tlsServerSites, ...statusSites]

describe('TLS of every site of the laboratory', () => {
  let world: World
  beforeAll(async () => {
    world = await startWorld({ sites })
  })
  afterAll(() => world.stop())

  it.concurrent.each(sites.map((site) => [site.id, site] as const))(
    '%s',
    async (_, site) => {
      const { results } = await judgeSite({ world, site, checks, allowed: true })
      expect(differences(site, results)).toEqual([])
    },
    90_000,
  )

  it.concurrent('broken ciphers are offered to nobody without permission', async () => {
    const { results, evidence } = await judgeSite({ world, site: goodSite, checks })
    expect(evidence.get('tls.ciphers')).toEqual({ status: 'absent', reason: 'needs-permission' })
    expect(results.find(({ checkId }) => checkId === 'tls-weak-ciphers')?.verdict).toBe('unknown')
  })

  it.concurrent('permission for one name does not reach another', async () => {
    const ports = { ...NO_PORTS, provenNames: [`www.${goodSite.domain}`] }
    const { evidence } = await judgeSite({ world, site: goodSite, checks, allowed: true, ports })
    const outcome = evidence.get('tls.ciphers')
    expect(outcome).toMatchObject({ status: 'ok', value: { hosts: [{ host: `www.${goodSite.domain}` }] } })
  })

  it.concurrent('of the names in a certificate only the live one is a stranger', async () => {
    const site = tlsServerSites.find(({ id }) => id === 'strangers')
    if (site === undefined) throw new Error('no such site')
    const { results } = await judgeSite({ world, site, checks })
    const found = results.find(({ checkId }) => checkId === 'tls-hostname-coverage')?.findings ?? []
    expect(found.filter(({ code }) => code === 'stranger').map(({ subject }) => subject.id)).toEqual([
      `old.${site.domain}`,
    ])
  })

  it.concurrent('an unchanged site is judged the same three times', async () => {
    const site = tlsServerSites.find(({ id }) => id === 'tls10plus')
    if (site === undefined) throw new Error('no such site')
    const said: string[] = []
    for (let time = 0; time < 3; time += 1) {
      const { results } = await judgeSite({ world, site, checks, allowed: true })
      // When probes looked has to differ, and a day may end between two runs.
      const steady = results.map(({ checkId, findings }) => {
        const rows = findings.map(({ params: { probedAt: _, ...params }, ...rest }) => ({ ...rest, params }))
        return [checkId, rows]
      })
      said.push(JSON.stringify(steady.sort(), null, 1).replace(/\b\d+ days\b/g, 'days'))
    }
    expect(said[1]).toEqual(said[0])
    expect(said[2]).toEqual(said[0])
  })
})
