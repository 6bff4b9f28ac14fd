import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { hashFiles, listFiles, readJson, writeAtomic } from './files.mjs'
import { DATA, ROOT } from './paths.mjs'
import { Plain } from './say.mjs'

const CLI = join(ROOT, 'node_modules', 'prisma', 'build', 'index.js')
const CLIENT = join(ROOT, 'lib', 'db', 'generated')
const STAMP = join(DATA, 'stamps', 'prisma.json')

/** The settings every call of Prisma's command line gets: no download of an engine, no network, no advertising. */
function prismaEnv() {
  return {
    ...process.env,
    // Generating needs no engine; naming an existing program keeps the command from downloading one.
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
    CHECKPOINT_DISABLE: '1',
    PRISMA_DISABLE_WARNINGS: '1',
  }
}

/** Writes the database client when the schema or Prisma changed. Answers 'none' (no schema yet), 'fresh' or 'written'. */
export async function generatePrisma({ force = false } = {}) {
  const schema = join(ROOT, 'prisma', 'schema.prisma')
  if (!existsSync(schema)) return 'none'
  const version = readJson(join(ROOT, 'node_modules', 'prisma', 'package.json'))?.version ?? ''
  const hash = hashFiles(ROOT, [schema, join(ROOT, 'prisma', 'prisma.config.ts')], version)
  if (!force && readJson(STAMP)?.hash === hash && listFiles(CLIENT).length > 0) return 'fresh'
  const result = spawnSync(
    process.execPath,
    [CLI, 'generate', '--no-hints', '--config', join('prisma', 'prisma.config.ts')],
    { cwd: ROOT, env: prismaEnv(), encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] },
  )
  if (result.status !== 0)
    throw new Plain(`The database client could not be generated:\n${result.stderr || result.stdout}`)
  writeAtomic(STAMP, JSON.stringify({ hash }))
  return 'written'
}
