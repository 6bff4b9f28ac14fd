import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { hashFiles, listFiles, readJson, writeAtomic } from './files.mjs'
import { alone } from './lock.mjs'
import { DATA, ROOT } from './paths.mjs'
import { Plain, say } from './say.mjs'

const FOLDERS = ['app', 'components', 'lib', 'public']
/** Settings of other tools at the root, and what the build itself writes there. */
const UNRELATED = /^(vitest|playwright)\.config\.|^next-env\.d\.ts$|^biome\.json$/
const TEST = /\.test\.[a-z]+$|\/cases\//

/** The files whose change asks for a new build, sorted. */
function buildSources(root = ROOT) {
  const top = readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|tsx|mjs|json)$/.test(entry.name) && !UNRELATED.test(entry.name))
    .map((entry) => join(root, entry.name))
  const schema = join(root, 'prisma', 'schema.prisma')
  const inside = FOLDERS.flatMap((name) => listFiles(join(root, name), (file) => !TEST.test(file)))
  return [...top, ...(existsSync(schema) ? [schema] : []), ...inside].sort()
}

const STAMP = join(ROOT, '.next', 'launch-ready.json')

function isBuilt(hash) {
  return readJson(STAMP)?.hash === hash && existsSync(join(ROOT, '.next', 'BUILD_ID'))
}

/** Builds the pages when their sources changed or the last build did not finish. Answers whether it built. */
export async function ensureBuilt(children) {
  const sources = () => hashFiles(ROOT, buildSources(), `node ${process.versions.modules}`)
  if (isBuilt(sources())) return false
  const work = async () => {
    const hash = sources()
    if (isBuilt(hash)) return false
    say(existsSync(STAMP) ? 'Building the pages (sources changed)' : 'Building the pages (about a minute)')
    rmSync(STAMP, { force: true })
    const env = { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' }
    const args = [join(ROOT, 'node_modules', 'next', 'dist', 'bin', 'next'), 'build']
    await children.run('next build', args, { env, log: join(DATA, 'logs', 'build.log') })
    if (!existsSync(join(ROOT, '.next', 'BUILD_ID')))
      throw new Plain('next build ended without a build. See .data/logs/build.log')
    writeAtomic(STAMP, JSON.stringify({ hash }))
    return true
  }
  return alone('build', work, ({ pid }) => say(`Waiting for the build of process ${pid}`))
}
