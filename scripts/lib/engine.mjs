import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import { readMigrations } from './engine-files.mjs'
import { ROOT } from './paths.mjs'

const FILTERS = { externalTables: [], externalEnums: [] }

/** Prisma's schema engine, loaded from the WebAssembly file of its package: no binary, no download. */
async function loadEngine() {
  const engine = await import('@prisma/schema-engine-wasm/schema_engine_bg')
  const entry = createRequire(join(ROOT, 'package.json')).resolve('@prisma/schema-engine-wasm')
  const bytes = readFileSync(join(dirname(entry), 'schema_engine_bg.wasm'))
  const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': engine })
  engine.__wbg_set_wasm(instance.exports)
  instance.exports.__wbindgen_start()
  return engine.SchemaEngine
}

/** Notes the migration as finished in the transaction that carried it out, so a kill cannot fall between the two. */
const FINISH = `;
update "_prisma_migrations" set finished_at = now()
where finished_at is null and rolled_back_at is null;`

/**
 * The adapter cuts scripts at every semicolon, which breaks function bodies and leaves half a migration
 * behind an error. One simple-protocol query keeps a file whole and makes it one transaction.
 */
function wholeScripts(adapter, finish) {
  adapter.executeScript = async (script) => {
    await adapter.underlyingDriver().query(finish ? `${script}\n${FINISH}` : script)
  }
  return adapter
}

function adapterFactory(url) {
  const config = {
    connectionString: url,
    max: 2,
    options: '-c lock_timeout=3s -c statement_timeout=0',
    connectionTimeoutMillis: 5000,
  }
  const inner = new PrismaPg(config)
  return bindMigrationAwareSqlAdapterFactory({
    provider: inner.provider,
    adapterName: inner.adapterName,
    connect: async () => wholeScripts(await inner.connect(), true),
    connectToShadowDb: async () => wholeScripts(await inner.connectToShadowDb(), true),
  })
}

function migrationsList(folder) {
  const lock = join(folder, 'migration_lock.toml')
  return {
    baseDir: folder,
    lockfile: { path: 'migration_lock.toml', content: existsSync(lock) ? readFileSync(lock, 'utf8') : null },
    shadowDbInitScript: '',
    migrationDirectories: readMigrations(folder).map(({ name, sql }) => ({
      path: name,
      migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: sql } },
    })),
  }
}

async function withEngine(url, work) {
  const SchemaEngine = await loadEngine()
  const engine = await SchemaEngine.new({ datamodels: undefined }, () => {}, adapterFactory(url))
  try {
    return await work(engine)
  } finally {
    engine.free()
  }
}

/** Applies every migration the database does not have yet; answers their names. */
export function applyMigrations(url, folder) {
  return withEngine(url, async (engine) => {
    const { appliedMigrationNames } = await engine.applyMigrations({
      migrationsList: migrationsList(folder),
      filters: FILTERS,
    })
    return appliedMigrationNames
  })
}

/** The SQL that leads from the migrations to the schema: `{ name, sql }`, `sql` null when nothing changed. */
export function draftMigration(url, folder, schemaPath, title) {
  return withEngine(url, async (engine) => {
    const answer = await engine.createMigration({
      draft: false,
      migrationName: title,
      migrationsList: migrationsList(folder),
      schema: { files: [{ path: schemaPath, content: readFileSync(schemaPath, 'utf8') }] },
      filters: FILTERS,
    })
    return { name: answer.generatedMigrationName, sql: answer.migrationScript }
  })
}
