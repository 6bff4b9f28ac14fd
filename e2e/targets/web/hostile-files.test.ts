import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseConfig } from '../../../lib/config'
import { type RunOutcome, run } from '../../../lib/engine/run'
import { createNet } from '../../../lib/net/create'
import { createSocketLimits } from '../../../lib/net/limits'
import { checks, collectors } from '../../../lib/registry/registry'
import { startWorld, type World } from '../world'
import { hostileFileSites } from './hosts/hostile-files'
import type { LabSite } from './types'

const WANTED = [
  'exposed-source-maps',
  'debug-endpoints',
  'directory-listing',
  'error-leak',
  'environment-leaks',
  'indexing-allowed',
  'sitemap',
  'security-txt',
  'not-found-page',
  'share-preview',
  'documented-hosts',
]
const judged = checks.filter(({ id }) => WANTED.includes(id))
const MIB = 1024 * 1024

describe('files that try to hurt the reader', () => {
  let world: World

  beforeAll(async () => {
    world = await startWorld({ sites: hostileFileSites })
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
      const outcome = await run({ checks: judged, collectors, target: site.target, net })
      expect(net.http.stats().bytes).toBeLessThan(60 * MIB)
      return outcome
    } finally {
      await net.close()
    }
  }

  it.each(hostileFileSites.map((site) => [site.id, site] as const))(
    '%s',
    async (_, site) => {
      const before = process.memoryUsage().rss
      const { results, evidence } = await judge(site)
      expect(process.memoryUsage().rss - before).toBeLessThan(300 * MIB)
      const failed = [...evidence].filter(([key, outcome]) => key.startsWith('web.') && outcome.status === 'error')
      expect(failed).toEqual([])
      const differences = results.flatMap(({ checkId, verdict, findings }) => {
        const expected = site.expect[checkId] ?? ['pass', 'not-applicable']
        const wanted = typeof expected === 'string' ? [expected] : 'verdict' in expected ? [expected.verdict] : expected
        const said = findings.map(({ code, text }) => `${code}: ${text}`).join(' | ')
        return wanted.includes(verdict) ? [] : [`${checkId}: expected ${wanted.join(' or ')}, got ${verdict} (${said})`]
      })
      expect(differences).toEqual([])
      const texts = results.flatMap(({ findings }) => findings.map(({ text }) => text)).join('\n')
      expect(texts).not.toMatch(/[\u202A-\u202E\u2066-\u2069\0]/)
      for (const outcome of evidence.values()) expect(JSON.stringify(outcome).length).toBeLessThan(2 * MIB)
    },
    120_000,
  )

  it('reads an index and one child, never the index again', () => {
    const asked = world.web.log.filter(
      ({ url }) => url.startsWith('https://indexloop-lab.test/') && url.endsWith('.xml'),
    )
    expect(asked.map(({ url }) => URL.parse(url)?.pathname)).toEqual(['/sitemap.xml', '/child.xml'])
  })
})
