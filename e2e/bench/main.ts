import { spawn } from 'node:child_process'
import { cpus } from 'node:os'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { SOCKET_LIMITS } from '../../lib/net/limits'
import { steadyShop } from '../targets/demo/steady'
import { labSite } from '../targets/web/baseline'
import type { LabSite } from '../targets/web/types'
import { startWorld, type World } from '../targets/world'
import { median, mib, ms, ratio, table } from './figures'
import { type AuditFigures, type AuditOrder, auditFiguresSchema } from './figures-of-audit'
import { deriveCost, engineCost } from './pure'
import { startSlowWorld } from './slow-world'
import { webLabTime } from './web-lab'

/** Prints what audits cost on this machine. It judges nothing: compare with an earlier print of the same machine. */

const DELAYS = [0, 40, 150]
/** Sites of their own: audits of one host share its politeness and would only wait for each other. */
const CROWD = ['one', 'two', 'three', 'four'].map((id) => labSite({ id: `bench${id}`, about: 'an ordinary site' }))
/** Audits of one process one after the other: the first still compiles, the last costs what a worker's audits cost. */
const ROUNDS = 3
/** The delay at which they are measured. */
const ROUNDS_AT = 0
/** So long that the processor's own time is lost in it. */
const CHAIN_DELAY_MS = 400
const CHAIN_WORDS =
  'Longest chain: round trips that wait for each other, measured without politeness and pauses, times the delay.'
const FLOOR_WORDS = `Polite floor: all turns of the busiest host, ${SOCKET_LIMITS.spacingMs} ms apart, and nothing else.`
const PROJECTS = fileURLToPath(new URL('projects.mjs', import.meta.url))
const AUDIT = fileURLToPath(new URL('audit.ts', import.meta.url))

/** The servers stay in this process, the audit gets one of its own: what it measures is the audit alone. */
function measure(world: World, order: AuditOrder): Promise<AuditFigures> {
  const child = spawn(process.execPath, ['--import', 'tsx', AUDIT], {
    env: { ...process.env, ...world.env },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  child.stdin.end(JSON.stringify(order))
  let text = ''
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => {
      if (code === 0) resolve(auditFiguresSchema.parse(JSON.parse(text)))
      else reject(new Error(`The audit ended with ${code}`))
    })
  })
}

async function repeated(
  world: World,
  sites: readonly LabSite[],
  { times, rounds = 1 }: { times: number; rounds?: number },
): Promise<AuditFigures> {
  const targets = sites.map(({ target }) => target)
  const all: AuditFigures[] = []
  for (let index = 0; index < times; index += 1) all.push(await measure(world, { targets, rounds, hasty: false }))
  const middle = (pick: (figures: AuditFigures) => number): number => median(all.map(pick))
  return {
    ms: middle((one) => one.ms),
    firstResultMs: middle((one) => one.firstResultMs),
    checks: middle((one) => one.checks),
    notProven: middle((one) => one.notProven),
    requests: middle((one) => one.requests),
    busiestHost: middle((one) => one.busiestHost),
    readyCpuMs: middle((one) => one.readyCpuMs),
    cpuMs: middle((one) => one.cpuMs),
    warmCpuMs: middle((one) => one.warmCpuMs),
    rssBefore: middle((one) => one.rssBefore),
    rssPeak: middle((one) => one.rssPeak),
  }
}

type DelayRow = { delayMs: number; figures: AuditFigures }

/** How many round trips wait for each other in the longest chain of an audit: what each millisecond of delay costs. */
async function measureChain(times: number): Promise<number> {
  const fastest = async (delayMs: number): Promise<number> =>
    within(await startSlowWorld(delayMs), async (world) => {
      const order = { targets: [steadyShop.target], rounds: 1, hasty: true }
      const all: number[] = []
      for (let index = 0; index < times; index += 1) all.push((await measure(world, order)).ms)
      return Math.min(...all)
    })
  return Math.round(((await fastest(CHAIN_DELAY_MS)) - (await fastest(0))) / CHAIN_DELAY_MS)
}

/** A machine with other work to do hides the delay behind its own waits: then nothing is claimed. */
function chainCells(figures: AuditFigures, delayMs: number, chain: number): [string, string] {
  if (chain < 1) return ['machine too busy', '']
  if (delayMs === 0) return [`${chain} round trips`, '']
  return [ms(chain * delayMs), ratio(figures.ms, chain * delayMs)]
}

function delayTable(rows: readonly DelayRow[], chain: number): string {
  return table([
    ['delay per round trip', 'first result', 'full audit', 'longest chain', 'to chain', 'polite floor', 'to floor'],
    ...rows.map(({ delayMs, figures }) => {
      const floorMs = (figures.busiestHost - 1) * SOCKET_LIMITS.spacingMs
      return [
        `${delayMs} ms`,
        ms(figures.firstResultMs),
        ms(figures.ms),
        ...chainCells(figures, delayMs, chain),
        ms(floorMs),
        ratio(figures.ms, floorMs),
      ]
    }),
  ])
}

function costTable(rows: readonly DelayRow[]): string {
  return table([
    [
      'delay per round trip',
      'getting ready',
      'processor, first audit of a process',
      'a later one',
      'requests',
      'not proven',
    ],
    ...rows.map(({ delayMs, figures }) => [
      `${delayMs} ms`,
      ms(figures.readyCpuMs),
      ms(figures.cpuMs),
      delayMs === ROUNDS_AT ? ms(figures.warmCpuMs) : '',
      String(figures.requests),
      `${figures.notProven} of ${figures.checks}`,
    ]),
  ])
}

function crowdTable(one: AuditFigures, many: AuditFigures): string {
  const row = (name: string, figures: AuditFigures): string[] => [
    name,
    ms(figures.ms),
    ms(figures.cpuMs),
    mib(figures.rssBefore),
    mib(figures.rssPeak),
    mib(figures.rssPeak - figures.rssBefore),
  ]
  return table([
    ['at once', 'slowest audit', 'processor', 'memory before', 'peak', 'growth'],
    row('1', one),
    row(String(CROWD.length), many),
    [
      'ratio',
      ratio(many.ms, one.ms),
      ratio(many.cpuMs, one.cpuMs),
      '',
      ratio(many.rssPeak, one.rssPeak),
      ratio(many.rssPeak - many.rssBefore, one.rssPeak - one.rssBefore),
    ],
  ])
}

function say(text: string): void {
  process.stdout.write(`${text}\n`)
}

async function bench(repeat: number): Promise<void> {
  say(`Node ${process.version}, ${cpus().length} cores, medians of ${repeat}\n`)
  say('Engine without a network')
  const engineMs = await engineCost(200)
  say(table([['150 checks, 300 findings, 20 pieces of evidence', ms(engineMs), `${ms(engineMs / 150)} each check`]]))
  say('\nDeriving everything a page shows')
  const costs = await deriveCost(300)
  say(table(costs.map((cost) => [cost.roadmap, `${cost.checks} checks`, ms(cost.ms)])))

  say(`\nAudit of the example site without mistakes (${steadyShop.domain})`)
  const rows: DelayRow[] = []
  for (const delayMs of DELAYS) {
    const figures = await within(await startSlowWorld(delayMs), (world) =>
      repeated(world, [steadyShop], { times: repeat, rounds: delayMs === ROUNDS_AT ? ROUNDS : 1 }),
    )
    rows.push({ delayMs, figures })
  }
  say(delayTable(rows, await measureChain(repeat)))
  say(`  ${CHAIN_WORDS}\n  ${FLOOR_WORDS}\n`)
  say(costTable(rows))

  say(`\n${CROWD.length} audits of different ordinary sites at once, in one process`)
  await within(await startWorld({ sites: CROWD }), async (world) => {
    const alone = await repeated(world, CROWD.slice(0, 1), { times: repeat })
    say(crowdTable(alone, await repeated(world, CROWD, { times: repeat })))
  })

  say('\nThe laboratory of web checks, by itself')
  const lab = await webLabTime()
  say(
    table([
      ['tests passed', 'failed', 'time'],
      [String(lab.passed), String(lab.failed), ms(lab.ms)],
    ]),
  )
}

async function within<Result>(world: World, work: (world: World) => Promise<Result>): Promise<Result> {
  try {
    return await work(world)
  } finally {
    await world.stop()
  }
}

/** On a database of its own, which that process starts and stops. */
function listOfProjects(): Promise<void> {
  const child = spawn(process.execPath, [PROJECTS], { stdio: 'inherit' })
  return new Promise((resolve) => child.once('close', () => resolve()))
}

const { values } = parseArgs({ options: { repeat: { type: 'string', default: '1' } } })
await bench(Math.max(1, Number.parseInt(values.repeat, 10) || 1))
await listOfProjects()
