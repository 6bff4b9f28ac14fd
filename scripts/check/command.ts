import type { Ports } from '../../lib/collect/shared/ports'
import { now as clock, config } from '../../lib/config'
import { RATE_SURFACES } from '../../lib/engine/rate-template'
import { run } from '../../lib/engine/run'
import { hostsOf } from '../../lib/engine/target'
import { createNet } from '../../lib/net/create'
import { askPermission } from '../../lib/net/opt-out'
import {
  checks as allChecks,
  checkMetas,
  checksOf,
  collectors,
  findCheck,
  validateRegistry,
} from '../../lib/registry/registry'
import { deriveState } from '../../lib/roadmaps/derive'
import { roadmaps } from '../../lib/roadmaps/roadmap'
import { checkDocument, exitCode } from './document'
import { loadEvidence, saveEvidence } from './evidence-file'
import { type CheckOptions, projectFileJsonSchema, readCall, USAGE, UsageError } from './options'
import { readAttestations, readMessageProof } from './people'
import { permit } from './permit'
import { createProgress } from './progress'
import { reportText } from './report'

const USAGE_EXIT = 2

/** Where the command writes. Both resolve when the text is on its way. */
export type Streams = { out(text: string): Promise<void>; err(text: string): Promise<void> }

async function check(options: CheckOptions, streams: Streams): Promise<number> {
  validateRegistry()
  const roadmap = roadmaps[options.roadmapId]
  const saved = options.evidence === undefined ? undefined : loadEvidence(options.evidence, collectors)
  const target = saved?.target ?? options.target
  const now = saved?.now ?? clock()
  const untold = RATE_SURFACES.filter((surface) => options.proof !== undefined && !options.rates.includes(surface))
  const selected =
    options.only === undefined
      ? checksOf(roadmap).filter(({ id }) => !untold.some((surface) => id === `rate-limit-${surface}`))
      : allChecks.filter((one) => options.only?.some((id) => findCheck(id) === one))
  const confirmations = options.attest === undefined ? [] : readAttestations(options.attest)
  const stop = new AbortController()
  process.once('SIGINT', () => stop.abort())
  const runId = `cli-${process.pid}`
  const { config: settings, declined } =
    saved === undefined
      ? await askPermission({
          config: config(),
          domain: target.domain,
          hosts: hostsOf(target),
          signal: stop.signal,
          runId,
        })
      : { config: config(), declined: undefined }
  const net = createNet({ config: settings, signal: stop.signal, runId, now: clock })
  const progress = createProgress(process.stderr)
  const started = performance.now()
  let firstResultMs: number | null = null
  try {
    const permission =
      declined === undefined ? await permit({ net, domain: target.domain, proof: options.proof }) : undefined
    const message = options.message === undefined ? undefined : await readMessageProof(options.message, { net, now })
    const ports: Ports = {
      provenNames: permission?.ports.provenNames ?? [],
      input: (question) => (question === 'email-message' ? message : undefined),
    }
    const { results, evidence } = await run({
      ...permission,
      ports,
      checks: selected,
      collectors,
      target,
      net,
      signal: stop.signal,
      declined,
      now: saved === undefined ? clock : () => now,
      ...(saved === undefined ? {} : { preload: saved.outcomes, offline: true }),
      onEvent: (event) => {
        if (event.type === 'result') firstResultMs ??= Math.round(performance.now() - started)
        progress.onEvent(event)
      },
    })
    progress.end()
    const ms = Math.round(performance.now() - started)
    const state = deriveState({
      roadmap,
      checks: checkMetas,
      results: results.map((result) => ({ ...result, judgedAt: now })),
      confirmations,
      now,
    })
    if (options.saveEvidence !== undefined) saveEvidence(options.saveEvidence, { now, target, evidence, collectors })
    const text = options.json
      ? `${JSON.stringify(checkDocument({ target, state, results, timing: { ms, firstResultMs } }), null, 2)}\n`
      : reportText({ domain: target.domain, state, results, ms })
    await streams.out(text)
    return exitCode(state)
  } finally {
    await net.close()
  }
}

async function answer(argv: readonly string[], streams: Streams): Promise<number> {
  const call = readCall(argv, config().LR_TEST_NETWORK)
  if (call.kind === 'check') return check(call.options, streams)
  await streams.out(call.kind === 'help' ? `${USAGE}\n` : `${JSON.stringify(projectFileJsonSchema(), null, 2)}\n`)
  return 0
}

/** Carries out one call of the command line and answers its exit code. Never rejects. */
export async function command(argv: readonly string[], streams: Streams): Promise<number> {
  try {
    return await answer(argv, streams)
  } catch (error) {
    const isUsage = error instanceof UsageError || (error instanceof Error && error.name === 'ConfigError')
    const text = error instanceof Error ? (isUsage ? error.message : (error.stack ?? error.message)) : String(error)
    await streams.err(isUsage ? `${text}\n\n${USAGE}\n` : `Something went wrong on our side.\n${text}\n`)
    return USAGE_EXIT
  }
}
