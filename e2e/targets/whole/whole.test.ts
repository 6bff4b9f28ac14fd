import { createServer, type Server } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseConfig } from '../../../lib/config'
import { type RunOutcome, run } from '../../../lib/engine/run'
import type { Target } from '../../../lib/engine/target'
import { createNet } from '../../../lib/net/create'
import { createSocketLimits } from '../../../lib/net/limits'
import { PRIVATE_SPELLINGS } from '../../../lib/net/url-corpus.test-data'
import { checkMetas, checksOf, collectors } from '../../../lib/registry/registry'
import { deriveState } from '../../../lib/roadmaps/derive'
import { roadmaps } from '../../../lib/roadmaps/roadmap'
import { zoneTexts } from '../dns/zones/index'
import { LAB_PACE } from '../pace'
import { redirect, site } from '../web/content'
import { startWorld, type World } from '../world'
import { brokenProjects, goneTarget, healthyProjects, host, page, project } from './projects'

async function audit(world: World, target: Target): Promise<RunOutcome> {
  const net = createNet({
    config: parseConfig(world.env),
    signal: new AbortController().signal,
    runId: target.domain,
    limits: createSocketLimits({ perHost: 2, spacingMs: 0, perRun: 20, perProcess: 100 }),
    pace: LAB_PACE,
  })
  try {
    return await run({ checks: checksOf(roadmaps.creator), collectors, target, net })
  } finally {
    await net.close()
  }
}

function saidOf({ results }: RunOutcome, verdict: string): string[] {
  return results.flatMap((result) =>
    result.findings
      .filter((finding) => finding.verdict === verdict)
      .map((finding) => `${result.checkId}: ${finding.text}`),
  )
}

/** One server with nothing in front of it is no mistake that stops a launch, but a flood takes it down. */
const BARE_SERVERS = ['plain-server.test', 'www.plain-server.test'].map(
  (host) => `ddos-protection: One cheap attack takes ${host} offline`,
)

function stateOf({ results }: RunOutcome) {
  const now = Date.now()
  const latest = results.map((result) => ({ ...result, judgedAt: now }))
  return deriveState({ roadmap: roadmaps.creator, checks: checkMetas, results: latest, now })
}

/** What a run said, without what it measured in time. */
function timeless({ results }: RunOutcome): unknown[] {
  return results
    .map(({ checkId, verdict, impact, reason, findings }) => ({
      checkId,
      verdict,
      impact,
      reason,
      findings: findings.map(({ code, text, subject, fingerprint, fix }) => ({
        code,
        subject,
        fingerprint,
        fix,
        text: text.replace(/\d+ ms/g, ''),
      })),
    }))
    .sort((left, right) => left.checkId.localeCompare(right.checkId, 'en'))
}

describe('whole audits', () => {
  let world: World
  beforeAll(async () => {
    const broken = brokenProjects.map(({ site: one }) => one)
    world = await startWorld({ sites: [...healthyProjects, ...broken], zones: [zoneTexts.providers ?? ''] })
  })
  afterAll(() => world.stop())

  it.concurrent.each(healthyProjects.map((one) => [one.about, one.target] as const))(
    'no false alarm: %s',
    async (_, target) => {
      const said = saidOf(await audit(world, target), 'fail')
      expect(said.filter((line) => !BARE_SERVERS.some((known) => line.startsWith(known)))).toEqual([])
    },
    60_000,
  )

  it.concurrent.each(brokenProjects.map(({ site: one, blockers }) => [one.about, one.target, blockers] as const))(
    'one root cause: %s',
    async (_, target, blockers) => {
      expect(stateOf(await audit(world, target)).blockers.map(({ checkId }) => checkId)).toEqual(blockers)
    },
    60_000,
  )

  it.concurrent('an unchanged site is judged the same twice', async () => {
    const [one] = healthyProjects
    if (one === undefined) throw new Error('no project')
    const [first, second] = await Promise.all([audit(world, one.target), audit(world, one.target)])
    expect(timeless(second)).toEqual(timeless(first))
  }, 60_000)

  it.concurrent('everything waits for a domain that does not exist', async () => {
    const outcome = await audit(world, goneTarget)
    expect(outcome.results.filter(({ verdict }) => verdict === 'fail').map(({ checkId }) => checkId)).toEqual([
      'domain-resolves',
    ])
    expect(stateOf(outcome).blockers.map(({ checkId }) => checkId)).toEqual(['domain-resolves'])
  }, 60_000)
})

describe('inward', () => {
  const touched: string[] = []
  const canaries: Server[] = []
  let world: World
  let target: Target

  async function listen(address: string): Promise<number> {
    const server = createServer((socket) => {
      touched.push(address)
      socket.destroy()
    })
    canaries.push(server)
    await new Promise<void>((resolve) => server.listen(0, address, resolve))
    const bound = server.address()
    return typeof bound === 'object' && bound !== null ? bound.port : 0
  }

  beforeAll(async () => {
    const ports = [await listen('127.0.0.1'), await listen('::1')]
    const urls = ports.flatMap((port) => PRIVATE_SPELLINGS.map((name) => `http://${name}:${port}/`))
    const domain = 'inward.test'
    const pages = Object.fromEntries(urls.map((url, index) => [`/r${index}`, redirect(() => url)]))
    const loads = urls.map((url) => `<script src="${url}a.js"></script><img src="${url}a.png">`).join('')
    const inward = project(domain, {
      about: 'everything leads inward',
      hosts: [
        host(
          domain,
          site({ ...pages, '/': { headers: [['content-type', 'text/html']], body: page('In', '', loads) } }),
        ),
        host(
          `www.${domain}`,
          redirect(() => `https://[::1]:${ports[1]}/`),
          { http: redirect(() => urls[0] ?? '') },
        ),
      ],
      zone: [
        'inner 1 A 127.0.0.1',
        'inner 1 AAAA ::1',
        'rebind 0 A 198.19.0.99',
        'rebind 0 A 127.0.0.1',
        'api 1 CNAME inner.inward.test',
        'mapped 1 AAAA ::ffff:127.0.0.1',
        'sub 1 NS inner.inward.test',
        '@ 1 MX 5 inner.inward.test',
        '@ 1 MX 6 127.0.0.1.',
        '@ 1 TXT "v=spf1 a:inner.inward.test include:127.0.0.1 -all"',
      ],
    })
    world = await startWorld({ sites: [inward] })
    const other = (label: string) => ({ name: `${label}.${domain}`, role: 'other' as const })
    const paths = urls.slice(0, 24).map((_, index) => `https://${domain}/r${index}`)
    const declared = [...paths, ...ports.map((port) => `http://inner.${domain}:${port}/`), ...urls.slice(0, 20)]
    target = {
      ...inward.target,
      hosts: [...inward.target.hosts, ...['inner', 'rebind', 'api', 'mapped', 'sub'].map(other)],
      urls: declared.map((url) => ({ url, purpose: 'dashboard' })),
    }
  })
  afterAll(async () => {
    await world.stop()
    for (const server of canaries) server.close()
  })

  it('lets no packet out and says why', async () => {
    const outcome = await audit(world, target)
    expect(touched).toEqual([])
    expect(outcome.results.filter(({ reason }) => reason === 'check-crash' || reason === 'crash')).toEqual([])
    expect(saidOf(outcome, 'unknown').join('\n')).toContain('it points to an address that is not public')
    expect(saidOf(outcome, 'unknown').join('\n')).not.toContain('our checker could not look')
    expect(saidOf(outcome, 'fail').join('\n')).toContain('internal address 127.0.0.1')
  }, 60_000)
})
