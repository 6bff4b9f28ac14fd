import { join } from 'node:path'
import { generateRegistry } from '../gen-registry.mjs'
import { browserStep } from './browser-step.mjs'
import { ensureBuilt } from './build.mjs'
import { tail } from './children.mjs'
import { readJson } from './files.mjs'
import { generatePrisma } from './generate.mjs'
import { ensureInstalled } from './install.mjs'
import { DATA, ROOT } from './paths.mjs'
import { fromVitest, tally } from './results.mjs'

const LIMIT = 900_000
const bin = (...path) => join(ROOT, 'node_modules', ...path)

/** A tool that either passes or fails counts as one test. */
async function tool(children, name, args) {
  const log = join(DATA, 'logs', `test-${name}.log`)
  const { code } = await children.start(name, args, { log, limit: LIMIT }).done
  return code === 0 ? tally({ passed: 1 }) : tally({ failed: 1, failures: [`${name}:\n${tail(log, 60)}`] })
}

async function vitest(children, folder, project) {
  const report = join(folder, `${project}.json`)
  const log = join(DATA, 'logs', `test-${project}.log`)
  const args = [bin('vitest', 'vitest.mjs'), 'run', '--project', project, '--allowOnly=false', '--passWithNoTests']
  args.push('--reporter=default', `--reporter=${join(ROOT, 'scripts', 'lib', 'vitest-report.mjs')}`)
  const env = { ...process.env, CI: '1', LR_TEST_REPORT: report }
  const { code } = await children.start(project, args, { env, log, limit: LIMIT }).done
  const found = readJson(report)
  const counts = found ? fromVitest(found) : tally()
  if (code !== 0 && counts.failed === 0)
    return { ...counts, failed: 1, failures: [`vitest ended with ${code}:\n${tail(log, 60)}`] }
  return counts
}

/** The steps of the proof, in order. Each answers its counts. */
export const STEPS = {
  install: async ({ children }) => {
    await ensureInstalled(children)
    generateRegistry()
    await generatePrisma()
    return tally()
  },
  types: async ({ children }) => {
    // The types of the routes are written by Next.js; a fresh clone has none yet.
    const routes = await tool(children, 'typegen', [bin('next', 'dist', 'bin', 'next'), 'typegen'])
    if (routes.failed > 0) return routes
    return tool(children, 'types', [bin('typescript', 'bin', 'tsc'), '--noEmit', '-p', '.'])
  },
  lint: ({ children }) => tool(children, 'lint', [bin('@biomejs', 'biome', 'bin', 'biome'), 'ci', '--colors=off', '.']),
  unit: ({ children, folder }) => vitest(children, folder, 'unit'),
  services: ({ children, folder }) => vitest(children, folder, 'services'),
  lab: ({ children, folder }) => vitest(children, folder, 'lab'),
  build: async ({ children }) => {
    await ensureBuilt(children)
    return tally({ passed: 1 })
  },
  browser: ({ children, folder }) => browserStep(children, folder),
}

/** The steps that `--only a,b` asks for (install always comes first), or every step. Throws on an unknown name. */
export function chosenSteps(args) {
  const at = args.indexOf('--only')
  const names = Object.keys(STEPS)
  if (at === -1) return names
  const asked = (args[at + 1] ?? '').split(',').filter(Boolean)
  const unknown = asked.filter((name) => !names.includes(name))
  if (asked.length === 0 || unknown.length > 0) throw new RangeError(`--only takes some of: ${names.join(', ')}`)
  return names.filter((name) => name === 'install' || asked.includes(name))
}
