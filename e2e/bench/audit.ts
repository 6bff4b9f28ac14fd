import { readFileSync } from 'node:fs'
import { config, now } from '../../lib/config'
import { run } from '../../lib/engine/run'
import { type Target, targetSchema } from '../../lib/engine/target'
import { createNet } from '../../lib/net/create'
import { checksOf, collectors } from '../../lib/registry/registry'
import { roadmaps } from '../../lib/roadmaps/roadmap'
import type { AuditFigures } from './figures-of-audit'

/** One process that audits every target on its standard input at once and measures itself. */

const SAMPLE_EVERY_MS = 25

const targets = targetSchema.array().parse(JSON.parse(readFileSync(0, 'utf8')))

type One = { ms: number; firstResultMs: number; checks: number; notProven: number; requests: number }

async function audit(target: Target): Promise<One> {
  const { signal } = new AbortController()
  const net = createNet({ config: config(), signal, runId: `bench-${target.domain}`, now })
  const began = performance.now()
  let first = Number.NaN
  try {
    const { results } = await run({
      checks: checksOf(roadmaps.creator),
      collectors,
      target,
      net,
      now,
      onEvent: ({ type }) => {
        if (type === 'result' && Number.isNaN(first)) first = performance.now() - began
      },
    })
    return {
      ms: performance.now() - began,
      firstResultMs: first,
      checks: results.length,
      notProven: results.filter(({ verdict }) => verdict === 'unknown').length,
      requests: net.http.stats().requests,
    }
  } finally {
    await net.close()
  }
}

const before = process.memoryUsage().rss
let peak = before
const sampling = setInterval(() => {
  peak = Math.max(peak, process.memoryUsage().rss)
}, SAMPLE_EVERY_MS)
const cpuBefore = process.cpuUsage()
const audits = await Promise.all(targets.map(audit))
const { user, system } = process.cpuUsage(cpuBefore)
clearInterval(sampling)

const slowest = audits.toSorted((left, right) => right.ms - left.ms)[0]
const figures: AuditFigures = {
  ms: slowest?.ms ?? Number.NaN,
  firstResultMs: Math.max(...audits.map(({ firstResultMs }) => firstResultMs)),
  checks: slowest?.checks ?? 0,
  notProven: slowest?.notProven ?? 0,
  requests: audits.reduce((sum, { requests }) => sum + requests, 0),
  cpuMs: (user + system) / 1000,
  rssBefore: before,
  rssPeak: peak,
}
// The thread that parses pages would wait for more of them.
process.stdout.write(`${JSON.stringify(figures)}\n`, () => process.exit())
