import { readFileSync, writeFileSync } from 'node:fs'
import { z } from 'zod'
import type { AnyCollector } from '../../lib/engine/collector'
import type { Outcome } from '../../lib/engine/evidence'
import { type Target, targetSchema } from '../../lib/engine/target'
import { UsageError } from './options'

const outcomeSchema = z.discriminatedUnion('status', [
  z.object({ status: z.literal('ok'), value: z.unknown(), at: z.number(), ms: z.number() }),
  z.object({
    status: z.literal('absent'),
    reason: z.enum(['needs-input', 'needs-permission', 'not-relevant']),
    ask: z.string().optional(),
  }),
  z.object({
    status: z.literal('error'),
    error: z.object({
      code: z.enum(['timeout', 'aborted', 'refused-by-guard', 'too-large', 'dependency', 'invalid', 'crash']),
      detail: z.string().optional(),
    }),
  }),
])

const fileSchema = z.object({
  schema: z.literal(1),
  now: z.number(),
  target: targetSchema,
  evidence: z.array(z.object({ key: z.string(), version: z.number().int(), outcome: outcomeSchema })),
})

export type SavedEvidence = { now: number; target: Target; outcomes: Map<string, Outcome> }

/** Writes what a run saw, with its clock and target, so that it can be judged again offline. */
export function saveEvidence(
  path: string,
  run: { now: number; target: Target; evidence: ReadonlyMap<string, Outcome>; collectors: readonly AnyCollector[] },
): void {
  const versions = new Map(run.collectors.map((collector) => [collector.token.key, collector.token.version]))
  const evidence = [...run.evidence].map(([key, outcome]) => ({ key, version: versions.get(key) ?? 0, outcome }))
  try {
    writeFileSync(path, `${JSON.stringify({ schema: 1, now: run.now, target: run.target, evidence }, null, 2)}\n`)
  } catch (error) {
    throw new UsageError(`--save-evidence: ${path} cannot be written.`, { cause: error })
  }
}

/**
 * Reads saved evidence. A value that no longer fits its schema or has another version is reported
 * as invalid evidence, so its checks are not proven; nothing is gathered again.
 */
export function loadEvidence(path: string, collectors: readonly AnyCollector[]): SavedEvidence {
  let value: unknown
  try {
    value = JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    throw new UsageError(`--evidence: ${path} cannot be read as JSON.`)
  }
  const parsed = fileSchema.safeParse(value)
  if (!parsed.success) throw new UsageError(`--evidence: ${path} was not written by --save-evidence.`)
  const tokens = new Map(collectors.map((collector) => [collector.token.key, collector.token]))
  const outcomes = new Map<string, Outcome>()
  for (const { key, version, outcome } of parsed.data.evidence) {
    const token = tokens.get(key)
    if (token === undefined) continue
    const fits = outcome.status !== 'ok' || (token.version === version && token.schema.safeParse(outcome.value).success)
    outcomes.set(
      key,
      fits ? outcome : { status: 'error', error: { code: 'invalid', detail: `${key} was saved by another version` } },
    )
  }
  return { now: parsed.data.now, target: parsed.data.target, outcomes }
}
