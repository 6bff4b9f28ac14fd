import { readFileSync } from 'node:fs'
import { config, now } from '../../lib/config'
import { run } from '../../lib/engine/run'
import type { Target } from '../../lib/engine/target'
import { warmUp } from '../../lib/jobs/warm-up'
import { createNet } from '../../lib/net/create'
import { createSocketLimits, processLimits, type SocketLimits } from '../../lib/net/limits'
import { checksOf, collectors } from '../../lib/registry/registry'
import { roadmaps } from '../../lib/roadmaps/roadmap'
import { type AuditFigures, auditOrderSchema } from './figures-of-audit'

/** One process that gets ready as a worker does, audits every target of its order at once and measures itself. */

const SAMPLE_EVERY_MS = 25

const order = auditOrderSchema.parse(JSON.parse(readFileSync(0, 'utf8')))
const places: SocketLimits = order.hasty
  ? createSocketLimits({ perHost: 100, spacingMs: 0, perRun: 100, perProcess: 1000 })
  : processLimits

type One = {
  ms: number
  firstResultMs: number
  checks: number
  notProven: number
  requests: number
  busiestHost: number
}

async function audit(target: Target): Promise<One> {
  const { signal } = new AbortController()
  const starts = new Map<string, number>()
  const limits: SocketLimits = {
    ...places,
    enter(host, ended) {
      starts.set(host, (starts.get(host) ?? 0) + 1)
      return places.enter(host, ended)
    },
  }
  const pace = order.hasty ? 0 : 1
  const net = createNet({ config: config(), signal, runId: `bench-${target.domain}`, now, limits, pace })
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
      busiestHost: Math.max(...starts.values()),
    }
  } finally {
    await net.close()
  }
}

async function cpuOf<Result>(work: () => Promise<Result>): Promise<{ result: Result; cpuMs: number }> {
  const before = process.cpuUsage()
  const result = await work()
  const { user, system } = process.cpuUsage(before)
  return { result, cpuMs: (user + system) / 1000 }
}

const round = () => cpuOf(() => Promise.all(order.targets.map(audit)))

const { cpuMs: readyCpuMs } = await cpuOf(warmUp)

const rssBefore = process.memoryUsage().rss
let peak = rssBefore
const sampling = setInterval(() => {
  peak = Math.max(peak, process.memoryUsage().rss)
}, SAMPLE_EVERY_MS)
const { result: audits, cpuMs } = await round()
let warmCpuMs = cpuMs
for (let done = 1; done < order.rounds; done += 1) warmCpuMs = (await round()).cpuMs
clearInterval(sampling)

const slowest = audits.toSorted((left, right) => right.ms - left.ms)[0]
const figures: AuditFigures = {
  ms: slowest?.ms ?? Number.NaN,
  firstResultMs: Math.max(...audits.map(({ firstResultMs }) => firstResultMs)),
  checks: slowest?.checks ?? 0,
  notProven: slowest?.notProven ?? 0,
  requests: audits.reduce((sum, { requests }) => sum + requests, 0),
  busiestHost: Math.max(...audits.map(({ busiestHost }) => busiestHost)),
  readyCpuMs,
  cpuMs,
  warmCpuMs,
  rssBefore,
  rssPeak: peak,
}
// The thread that parses pages would wait for more of them.
process.stdout.write(`${JSON.stringify(figures)}\n`, () => process.exit())
