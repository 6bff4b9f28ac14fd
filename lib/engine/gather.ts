import { Absent, type AnyCollector, CollectError } from './collector'
import type { EvidenceErrorCode, Outcome } from './evidence'
import { deepFreeze } from './immutable'
import { resolveNeeds } from './need'
import type { Target } from './target'

const SOFT_SHARE = 0.8

export type GatherOptions = {
  collector: AnyCollector
  outcomes: ReadonlyMap<string, Outcome>
  signal: AbortSignal
  target: Target
  net: unknown
  ports: unknown
  now: () => number
  allowActive: boolean
}

function failed(code: EvidenceErrorCode, detail?: string): Outcome {
  return { status: 'error', error: detail === undefined ? { code } : { code, detail } }
}

function accept(collector: AnyCollector, value: unknown, at: number, ms: number): Outcome {
  const parsed = collector.token.schema.safeParse(value)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    return failed('invalid', `${collector.token.key}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim())
  }
  const bytes = Buffer.byteLength(JSON.stringify(parsed.data))
  if (bytes > collector.token.maxBytes) return failed('too-large', `${bytes} bytes of ${collector.token.maxBytes}`)
  return { status: 'ok', value: deepFreeze(parsed.data), at, ms }
}

function explain(error: unknown, signal: AbortSignal): Outcome {
  if (error instanceof Absent) {
    return { status: 'absent', reason: error.reason, ...(error.ask === undefined ? {} : { ask: error.ask }) }
  }
  if (signal.aborted) return failed('aborted')
  if (error instanceof CollectError) return failed(error.code, error.message)
  return failed('crash', error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 300) : 'unknown error')
}

/**
 * Runs one collector and settles its evidence. Never throws and never outlives the time limit of
 * the collector, even when the collector ignores its signal.
 */
export async function gather(options: GatherOptions): Promise<Outcome> {
  const { collector, signal, now } = options
  const resolved = resolveNeeds(collector.needs, options.outcomes)
  if (!resolved.ready) {
    const { key, outcome } = resolved.blockedBy
    return outcome.status === 'absent' ? outcome : failed('dependency', key)
  }
  if (collector.token.access === 'active' && !options.allowActive)
    return { status: 'absent', reason: 'needs-permission' }
  if (signal.aborted) return failed('aborted')

  const hard = new AbortController()
  const soft = new AbortController()
  const stop = (): void => {
    soft.abort()
    hard.abort()
  }
  signal.addEventListener('abort', stop, { once: true })
  const softTimer = setTimeout(() => soft.abort(), collector.timeoutMs * SOFT_SHARE)
  const started = performance.now()
  let hardTimer: NodeJS.Timeout | undefined
  const limit = new Promise<Outcome>((resolve) => {
    hardTimer = setTimeout(() => {
      resolve(
        failed('timeout', `${collector.token.title} took longer than ${Math.round(collector.timeoutMs / 1000)} s`),
      )
      stop()
    }, collector.timeoutMs)
    hard.signal.addEventListener('abort', () => resolve(failed('aborted')), { once: true })
  })
  const work = collector
    .collect(deepFreeze(resolved.values), {
      signal: hard.signal,
      softDeadline: soft.signal,
      target: options.target,
      net: options.net,
      ports: options.ports,
      now,
    })
    .then((value) => accept(collector, value, now(), Math.round(performance.now() - started)))
    .catch((error: unknown) => explain(error, hard.signal))
  try {
    return await Promise.race([work, limit])
  } finally {
    clearTimeout(softTimer)
    clearTimeout(hardTimer)
    signal.removeEventListener('abort', stop)
  }
}
