import { randomUUID } from 'node:crypto'
import { parseArgs } from 'node:util'
import type { ProjectSort, VerdictFilter } from '../../lib/contracts/project'
import { disconnect } from '../../lib/db/client'
import { inWorkspace } from '../../lib/db/workspace'
import { listProjects } from '../../lib/services/project/list-projects'
import { systemContext } from '../../lib/services/system-context'
import { seedProjects } from '../../scripts/seed/projects'
import { median, ms, table, timed } from './figures'

/** One process that fills an empty database with projects and prints what listing them costs. */

type Case = { name: string; sort?: ProjectSort; verdict?: VerdictFilter; limit?: number; search?: string }

const FIRST_ROWS = 25
/** People who open the list in the same moment, each with an order or a filter of their own. */
const READERS = 20
const CASES: readonly Case[] = [
  { name: 'newest first' },
  { name: 'by name', sort: 'name' },
  { name: 'next launch first', sort: 'launch' },
  { name: 'last checked first', sort: 'checked' },
  { name: 'search', search: 'shop9' },
  { name: 'only NO-GO', verdict: 'blocked' },
  { name: 'only GO (none, so it looks at 40)', verdict: 'clear' },
  { name: '100 rows at once', limit: 100 },
]

const { values } = parseArgs({
  options: {
    projects: { type: 'string', default: '100' },
    results: { type: 'string', default: '2000' },
    repeat: { type: 'string', default: '10' },
  },
})

/** How long each of some readers waits who come at once. */
async function atOnce(read: (turn: number) => Promise<unknown>): Promise<string> {
  const waits = await Promise.all(Array.from({ length: READERS }, (_, turn) => timed(1, () => read(turn))))
  return `${READERS} readers at once: half of them wait up to ${ms(median(waits))}, the last one ${ms(Math.max(...waits))}`
}

try {
  const workspaceId = randomUUID()
  await inWorkspace({ workspaceId, role: 'app' }, (tx) =>
    tx.workspace.createMany({ data: [{ id: workspaceId, slug: `bench-${workspaceId}`, name: 'Bench' }] }),
  )
  await seedProjects({ workspaceId, projects: Number(values.projects), results: Number(values.results) })
  const context = systemContext({ workspaceId, reason: 'bench', requestId: randomUUID() })
  const rows: string[][] = []
  for (const { name, limit = FIRST_ROWS, ...query } of CASES) {
    const list = () => listProjects(context, { ...query, limit })
    const { items } = await list()
    const samples: number[] = []
    const before = process.cpuUsage()
    for (let turn = 0; turn < Number(values.repeat); turn += 1) samples.push(await timed(1, list))
    const { user, system } = process.cpuUsage(before)
    // `timed` calls once more for warming up.
    const cpu = (user + system) / 1000 / (samples.length * 2)
    rows.push([name, String(items.length), ms(median(samples)), ms(Math.min(...samples)), ms(cpu)])
  }
  const title = `First rows of the projects list, ${values.projects} projects of ${values.results} results each`
  process.stdout.write(
    `\n${title}\n${table([['order or filter', 'rows', 'server time', 'best', 'processor'], ...rows])}\n`,
  )
  const readers = await atOnce((turn) => {
    const { name: _, limit = FIRST_ROWS, ...query } = CASES[turn % CASES.length] ?? { name: '' }
    return listProjects(context, { ...query, limit })
  })
  process.stdout.write(`  ${readers}\n`)
} finally {
  await disconnect()
}
