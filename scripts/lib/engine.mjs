import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils'
import pg from 'pg'
import { readMigrations } from './engine-files.mjs'
import { ROOT } from './paths.mjs'

const ONE_BYTE = 18
const TEXT = 25
const FILTERS = { externalTables: [], externalEnums: [] }

/** The module keeps its state in one place, so it is loaded once per process. */
let loaded

/** Prisma's schema engine, loaded from the WebAssembly file of its package: no binary, no download. */
async function loadEngine() {
  globalThis.PRISMA_WASM_PANIC_REGISTRY ??= { set_message: (text) => process.stderr.write(`${text}\n`) }
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
function wholeScripts(adapter, { finish, onError }) {
  adapter.executeScript = async (script) => {
    try {
      await adapter.underlyingDriver().query(finish ? `${script}\n${FINISH}` : script)
    } catch (error) {
      onError(error)
      throw error
    }
  }
  const performIO = adapter.performIO.bind(adapter)
  const queryRaw = adapter.queryRaw.bind(adapter)
  // PostgreSQL's catalogue has columns of the one-byte type "char". The adapter does not know it, the engine does.
  let letters = []
  adapter.performIO = async (query) => {
    const result = await performIO(query)
    letters = result.fields.flatMap((field, index) => (field.dataTypeID === ONE_BYTE ? [index] : []))
    for (const index of letters) result.fields[index].dataTypeID = TEXT
    return result
  }
  adapter.queryRaw = async (query) => {
    const result = await queryRaw(query)
    for (const index of letters) result.columnTypes[index] = ColumnTypeEnum.Character
    return result
  }
  return adapter
}

function adapterFactory(pool, onError) {
  const inner = new PrismaPg(pool)
  return bindMigrationAwareSqlAdapterFactory({
    provider: inner.provider,
    adapterName: inner.adapterName,
    connect: async () => wholeScripts(await inner.connect(), { finish: true, onError }),
    connectToShadowDb: async () => wholeScripts(await inner.connectToShadowDb(), { finish: false, onError }),
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
  loaded ??= loadEngine()
  const SchemaEngine = await loaded
  const options = '-c lock_timeout=3s -c statement_timeout=0'
  const pool = new pg.Pool({ connectionString: url, max: 2, options, connectionTimeoutMillis: 5000 })
  // A connection that breaks while idle shows in the next query; unheard it would end the process.
  pool.on('error', () => {})
  let refused
  const onError = (error) => {
    refused = error
  }
  try {
    const engine = await SchemaEngine.new({ datamodels: undefined }, () => {}, adapterFactory(pool, onError))
    return await work(engine)
  } catch (error) {
    // The engine only says where it was; what PostgreSQL said is what helps.
    throw refused ?? error
  } finally {
    await pool.end()
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

/** The SQL that leads from a database to the schema, or an empty text when they agree. */
export function diffToSchema(url, schemaPath) {
  return withEngine(url, async (engine) => {
    const files = [{ path: schemaPath, content: readFileSync(schemaPath, 'utf8') }]
    const { stdout } = await engine.diff({
      from: { tag: 'schemaDatasource', files, configDir: dirname(schemaPath) },
      to: { tag: 'schemaDatamodel', files },
      script: true,
      exitCode: null,
      filters: FILTERS,
    })
    const sql = (stdout ?? '').trim()
    return sql === '' || sql.startsWith('-- This is an empty migration') ? '' : `${sql}\n`
  })
}
