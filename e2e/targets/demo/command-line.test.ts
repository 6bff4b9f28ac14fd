import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { roadmaps } from '../../../lib/roadmaps/roadmap'
import { type Called, callHere } from './call-here'
import { startExamples } from './examples'
import { steadyShop } from './steady'

const ROOT = fileURLToPath(new URL('../../..', import.meta.url))

const documentSchema = z.strictObject({
  schema: z.literal(1),
  target: z.looseObject({ domain: z.string() }),
  verdict: z.strictObject({
    answer: z.enum(['go', 'no-go']),
    reason: z.enum(['clear', 'known-risks', 'unproven', 'blocked']),
  }),
  stages: z.array(
    z.strictObject({
      id: z.string(),
      state: z.string(),
      items: z.array(z.strictObject({ id: z.string(), state: z.string() })),
    }),
  ),
  mustHaves: z.array(z.strictObject({ id: z.string(), state: z.string() })),
  results: z.array(
    z.strictObject({
      checkId: z.string(),
      verdict: z.enum(['pass', 'warn', 'fail', 'unknown', 'not-applicable']),
      impact: z.enum(['blocker', 'high', 'medium', 'low']),
      reason: z.string().optional(),
      detail: z.string().optional(),
      findings: z.array(
        z.strictObject({
          verdict: z.string(),
          code: z.string(),
          subject: z.strictObject({ kind: z.string(), id: z.string() }),
          text: z.string(),
          params: z.record(z.string(), z.union([z.string(), z.number()])),
          fix: z.looseObject({ effort: z.enum(['S', 'M', 'L']), steps: z.array(z.string()) }).optional(),
          fingerprint: z.string().length(22),
        }),
      ),
    }),
  ),
  timing: z.strictObject({ ms: z.number(), firstResultMs: z.number().nullable() }),
})

/** A first audit has nobody's answer, no permission and nothing that was approved, so these stay open. */
const WAITS_FOR_A_PERSON = new Set([
  'cors-own-frontend',
  'dns-drift',
  'domain-map',
  'email-live-proof',
  'origin-bypass',
  'rate-limit-login',
  'rate-limit-signup',
  'tls-weak-ciphers',
])

/** What an audit could not settle by itself, or found wrong. */
function openOf({ results }: z.infer<typeof documentSchema>): string[][] {
  return results
    .filter(({ checkId, verdict }) => verdict === 'fail' || !WAITS_FOR_A_PERSON.has(checkId))
    .filter(({ verdict }) => verdict !== 'pass' && verdict !== 'not-applicable')
    .map(({ checkId, verdict }) => [checkId, verdict])
}

describe('the command line', () => {
  let env: Record<string, string>
  let folder: string
  let stop: () => Promise<void>

  beforeAll(async () => {
    const world = await startExamples()
    env = world.env
    stop = () => world.stop()
    folder = await mkdtemp(join(tmpdir(), 'launch-ready-cli-'))
  })
  afterAll(async () => {
    await stop()
    await rm(folder, { recursive: true })
  })

  function call(...args: string[]): Promise<Called> {
    return callWith(env, args)
  }

  function callWith(environment: Record<string, string>, args: readonly string[]): Promise<Called> {
    const inherited = { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', NODE_ENV: 'test' as const }
    return new Promise((resolve) => {
      execFile(
        process.execPath,
        ['--import', 'tsx', 'scripts/check.ts', ...args],
        { cwd: ROOT, env: { ...inherited, ...environment }, maxBuffer: 64 * 1024 * 1024 },
        (error, out, err) => resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err }),
      )
    })
  }

  async function project(value: unknown): Promise<string> {
    const file = join(folder, 'project.json')
    await writeFile(file, JSON.stringify(value))
    return file
  }

  it('finds nothing to complain about on the healthy example', async () => {
    const { code, out, err } = await call('--project', await project(steadyShop.target), '--json')
    expect(err).toBe('')
    const document = documentSchema.parse(JSON.parse(out))
    expect(openOf(document)).toEqual([])
    // What only people and later checks can prove keeps it from GO; nothing is broken.
    expect([document.verdict.reason, code]).toEqual(['unproven', 20])
  }, 60_000)

  it.concurrent('asks who sends the mail where the project does not say, and blames nothing for it', async ({
    expect,
  }) => {
    const document = documentSchema.parse(JSON.parse((await call('steady-shop.test', '--json')).out))
    expect(openOf(document)).toEqual([
      // Its pages link to hosts that a bare domain does not list, and its certificates name them.
      ['documented-hosts', 'warn'],
      ['sender-alignment', 'unknown'],
      ['tls-hostname-coverage', 'warn'],
    ])
  }, 60_000)

  it.concurrent('says NO-GO to the broken example, and the same again from saved evidence', async ({ expect }) => {
    const file = join(folder, 'evidence.json')
    const { code, out } = await call('brittle-shop.test', '--json', '--save-evidence', file)
    const document = documentSchema.parse(JSON.parse(out))
    expect([document.verdict, code]).toEqual([{ answer: 'no-go', reason: 'blocked' }, 30])
    const failing = document.results.flatMap((result) =>
      result.findings.filter((finding) => finding.verdict === 'fail'),
    )
    expect(new Set(failing.map((finding) => finding.code)).size).toBeGreaterThanOrEqual(12)
    expect(failing.filter((finding) => (finding.fix?.steps.length ?? 0) === 0)).toEqual([])
    const states = new Map(document.stages.map((stage) => [stage.id, stage.state]))
    expect(['audit', 'edge', 'secrets'].map((id) => states.get(id))).toEqual(['blocked', 'blocked', 'blocked'])
    const unplugged = { ...env, LR_DNS_RESOLVERS: '127.0.0.1:9' }
    const replay = await callWith(unplugged, ['brittle-shop.test', '--json', '--evidence', file])
    const again = documentSchema.parse(JSON.parse(replay.out))
    expect(again.results).toEqual(document.results)
    expect(again.verdict).toEqual(document.verdict)
    expect(await readFile(file, 'utf8')).not.toContain('BEGIN PRIVATE KEY')
  }, 90_000)

  it('shows the stages of the roadmap that was asked for', async () => {
    const { out } = await call('steady-shop.test', '--json', '--roadmap', 'ops', '--only', 'host-apex')
    const document = documentSchema.parse(JSON.parse(out))
    expect(document.stages.map((stage) => stage.id)).toEqual(roadmaps.ops.stages.map((stage) => stage.id))
    expect(document.results.map((result) => result.checkId)).toEqual(['host-apex'])
  }, 60_000)

  it('writes a report for people that begins with the answer', async () => {
    const { out } = await call('brittle-shop.test', '--only', 'host-www,exposed-env')
    expect(out).toMatch(/^brittle-shop\.test: NO-GO\. \d launch blockers?\./)
    expect(out).toContain('Fix')
  }, 60_000)

  const refused: [name: string, args: () => Promise<string[]>, words: RegExp][] = [
    ['an address', async () => ['10.0.0.1'], /IP address/],
    ['localhost', async () => ['localhost'], /this computer/],
    ['no domain at all', async () => [], /Which domain/],
    ['an unknown option', async () => ['acme.io', '--fast'], /--fast/],
    ['an unknown check', async () => ['acme.io', '--only', 'nonsense'], /nonsense/],
    ['an unknown roadmap', async () => ['acme.io', '--roadmap', 'moon'], /creator, ops/],
    ['a project file that is not there', async () => ['--project', '/nowhere.json'], /cannot be read/],
    [
      'a project file with unknown keys',
      async () => ['--project', await project({ domain: 'acme.io', color: 1, profile: { speed: 2 } })],
      /profile: speed[\s\S]*color/,
    ],
    [
      'a project file with a wrong role',
      async () => ['--project', await project({ domain: 'acme.io', hosts: [{ name: 'acme.io', role: 'boss' }] })],
      /hosts\.0\.role/,
    ],
    [
      'two different domains',
      async () => ['acme.io', '--project', await project({ domain: 'other.io' })],
      /about other\.io/,
    ],
    ['evidence that is none', async () => ['acme.io', '--evidence', await project({})], /was not written by/],
  ]
  it.each(refused)('refuses %s with one sentence and exit code 2', async (_name, args, words) => {
    const { code, out, err } = await callHere(...(await args()))
    expect([code, out]).toEqual([2, ''])
    expect(err).toMatch(words)
  })

  it('ends a process of its own with that code, too', async () => {
    const { code, out, err } = await call('10.0.0.1')
    expect([code, out]).toEqual([2, ''])
    expect(err).toMatch(/IP address/)
  }, 30_000)

  it('prints the schema of the project file', async () => {
    const { out } = await callHere('--print-schema')
    expect(JSON.parse(out)).toMatchObject({
      type: 'object',
      required: ['domain'],
      properties: { hosts: {}, urls: {}, sending: {}, profile: {} },
    })
  })
})
