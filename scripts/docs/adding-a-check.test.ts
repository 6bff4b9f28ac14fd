import { spawn } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { steadyShop } from '../../e2e/targets/demo/steady'
import { startWorld, type World } from '../../e2e/targets/world'
import { fileBlocks } from './code-blocks'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const LIMIT_MS = 60_000
const COPIED = ['lib', 'scripts', 'e2e/targets', 'package.json', 'tsconfig.json', 'biome.json', 'vitest.config.ts']
/** Written anew, or of no use to a check. */
const LEFT_OUT = /\/(db\/generated|registry\/[^/]+\.gen\.ts|[^/]+\.test\.(ts|tsx|mjs))$/
const REGISTRY_TEST = 'lib/registry/registry.test.ts'

const blocks = fileBlocks(readFileSync(join(ROOT, 'docs', 'adding-a-check.md'), 'utf8'))
const checkIds = blocks
  .filter(({ file }) => dirname(file) === 'lib/checks' && !file.endsWith('.test.ts'))
  .map(({ file }) => basename(file, '.ts'))

type Ended = { code: number | null; out: string; all: string }

let copy: string
let world: World | undefined

/** Runs Node in the copy of the source tree; `all` is both streams, for messages. */
function node(args: readonly string[], env: Record<string, string> = {}): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: copy,
      env: { NODE_ENV: 'test', PATH: process.env.PATH ?? '', NO_COLOR: '1', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: LIMIT_MS,
    })
    const ended: Ended = { code: null, out: '', all: '' }
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      ended.out += text
      ended.all += text
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      ended.all += text
    })
    child.once('error', reject)
    child.once('close', (code) => resolve({ ...ended, code }))
  })
}

const tool = (...path: string[]): string => join(copy, 'node_modules', ...path)

beforeAll(async () => {
  copy = mkdtempSync(join(tmpdir(), 'launch-ready-docs-'))
  for (const entry of COPIED) {
    cpSync(join(ROOT, entry), join(copy, entry), {
      recursive: true,
      filter: (path) => path.endsWith(REGISTRY_TEST) || !LEFT_OUT.test(path),
    })
  }
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'))
  for (const { file, code } of blocks) {
    mkdirSync(join(copy, dirname(file)), { recursive: true })
    writeFileSync(join(copy, file), code)
  }
  await node(['scripts/gen-registry.mjs'])
})

afterAll(async () => {
  await world?.stop()
  rmSync(copy, { recursive: true, force: true })
})

describe('docs/adding-a-check.md', () => {
  it('shows checks, evidence, a collector and their tests', () => {
    const files = blocks.map(({ file }) => file)
    expect(checkIds.length).toBeGreaterThanOrEqual(2)
    for (const id of checkIds) expect(files).toContain(`lib/checks/${id}.test.ts`)
    expect(files.some((file) => file.startsWith('lib/evidence/'))).toBe(true)
    expect(files.some((file) => file.startsWith('lib/collect/') && file.endsWith('.lab.test.ts'))).toBe(true)
  })

  it(
    'compiles and keeps the style',
    async () => {
      const files = blocks.map(({ file }) => file)
      const config = { extends: './tsconfig.json', compilerOptions: { incremental: false, plugins: [] }, files }
      writeFileSync(join(copy, 'tsconfig.docs.json'), JSON.stringify({ ...config, include: [], exclude: [] }))
      const [types, style] = await Promise.all([
        node([tool('typescript', 'bin', 'tsc'), '--noEmit', '-p', 'tsconfig.docs.json']),
        node([tool('@biomejs', 'biome', 'bin', 'biome'), 'ci', '--vcs-enabled=false', '--colors=off', ...files]),
      ])
      expect(types.code, types.all).toBe(0)
      expect(style.code, style.all).toBe(0)
    },
    LIMIT_MS,
  )

  it(
    'passes its own tests and the test of the registry',
    async () => {
      const tests = blocks.map(({ file }) => file).filter((file) => file.endsWith('.test.ts'))
      const asked = [...tests, REGISTRY_TEST]
      const run = await node([tool('vitest', 'vitest.mjs'), 'run', '--project', 'unit', '--project', 'lab', ...asked])
      expect(run.code, run.all).toBe(0)
      expect(run.all).toContain(`${asked.length} passed`)
    },
    LIMIT_MS,
  )

  it(
    'is picked up by the command line, and both checks judge the example site',
    async () => {
      world = await startWorld({ sites: [steadyShop] })
      const args = ['--import', 'tsx', 'scripts/check.ts', steadyShop.domain, '--only', checkIds.join(','), '--json']
      const run = await node(args, world.env)
      const report = z.object({ results: z.array(z.object({ checkId: z.string(), verdict: z.string() })) })
      const { results } = report.parse(JSON.parse(run.out))
      const expected = checkIds.map((checkId) => ({ checkId, verdict: 'pass' }))
      expect(
        results.toSorted((a, b) => a.checkId.localeCompare(b.checkId, 'en')),
        run.all,
      ).toMatchObject(expected.toSorted((a, b) => a.checkId.localeCompare(b.checkId, 'en')))
    },
    LIMIT_MS,
  )
})
