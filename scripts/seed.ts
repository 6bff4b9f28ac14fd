import { randomUUID } from 'node:crypto'
import { parseArgs } from 'node:util'
import { database, disconnect } from '../lib/db/client'
import { inWorkspace } from '../lib/db/workspace'
import { seedProjects } from './seed/projects'

const USAGE = `Usage: npm run seed -- [--projects 100] [--results 2000] [--email you@acme.io]

Makes a workspace with invented projects and results for the account with that address, or for the oldest account.`

const MOST_PROJECTS = 500
const MOST_RESULTS = 20_000

function print(text: string): void {
  process.stdout.write(`${text}\n`)
}

function numberFrom(text: string, most: number): number {
  const number = Number(text)
  if (!Number.isInteger(number) || number < 1 || number > most) throw new RangeError(`${text} is not from 1 to ${most}`)
  return number
}

async function ownerOf(email: string | undefined): Promise<string> {
  const user = await database('app').user.findFirst({
    ...(email === undefined ? {} : { where: { email } }),
    select: { id: true },
    orderBy: { createdAt: 'asc' },
  })
  if (user === null) throw new RangeError('There is no such account. Sign up first.')
  return user.id
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      projects: { type: 'string', default: '100' },
      results: { type: 'string', default: '2000' },
      email: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return print(USAGE)
  const projects = numberFrom(values.projects, MOST_PROJECTS)
  const results = numberFrom(values.results, MOST_RESULTS)
  const userId = await ownerOf(values.email)
  const workspaceId = randomUUID()
  const slug = `seeded-${workspaceId.slice(0, 8)}`
  await inWorkspace({ workspaceId, role: 'app' }, async (tx) => {
    await tx.workspace.createMany({ data: [{ id: workspaceId, slug, name: `Seeded ${workspaceId.slice(0, 8)}` }] })
    await tx.membership.createMany({ data: [{ workspaceId, userId, role: 'owner' }] })
  })
  await seedProjects({
    workspaceId,
    projects,
    results,
    onProject: (made) => {
      if (made % 20 === 0 || made === projects) print(`${made} of ${projects} projects`)
    },
  })
  print(`The workspace is at /w/${slug}. Deleting it in its settings removes all of this.`)
}

try {
  await main()
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}\n`)
  process.exitCode = 1
} finally {
  await disconnect()
}
