import { z } from 'zod'
import type { AnyCheck } from '../../engine/check'
import type { AnyCollector } from '../../engine/collector'
import { defineEvidence } from '../../engine/evidence'
import type { Verdict } from '../../engine/finding'

/**
 * A small registry for tests of persistence: real ids of the first stage, evidence made of whatever a test
 * scripted. Nothing of it touches a network.
 */
export type Script = {
  /** Value of `fake.value`, or a function that waits, throws, or counts. */
  gather: (context: { signal: AbortSignal; key: string }) => Promise<{ verdict: Verdict; text: string }>
}

export const script: Script = { gather: async () => ({ verdict: 'pass', text: 'fine' }) }

const shape = z.object({ verdict: z.enum(['pass', 'warn', 'fail', 'unknown', 'not-applicable']), text: z.string() })

export const KEYS = ['fake.first', 'fake.second', 'fake.third'] as const
export const CHECK_IDS = ['domain-resolves', 'host-apex', 'host-www'] as const

const tokens = KEYS.map((key) => defineEvidence({ key, version: 1, title: `Scripted ${key}`, schema: shape }))

function checkOf(index: number): AnyCheck {
  const token = tokens[index]
  const id = CHECK_IDS[index]
  if (token === undefined || id === undefined) throw new RangeError('no such scripted check')
  return {
    id,
    version: 1,
    kind: 'automatic',
    title: `Scripted ${id}`,
    impact: 'blocker',
    why: 'For tests.',
    covers: {},
    needs: { value: token },
    messages: { said: '{text}' },
    sources: [],
    judge({ value }, say) {
      const at = { subject: { kind: 'host', id: 'acme.test' }, refs: [`${token.key}#/text`] }
      return value.verdict === 'not-applicable'
        ? say.notApplicable('said', { text: value.text }, at)
        : say[value.verdict === 'fail' ? 'fail' : value.verdict]('said', { text: value.text }, at)
    },
  }
}

export const checks: readonly AnyCheck[] = CHECK_IDS.map((_, index) => checkOf(index))

export const collectors: readonly AnyCollector[] = tokens.map((token) => ({
  token,
  // The second one reads answers.
  asks: token.key === 'fake.second' ? ['hosts-dismissed'] : [],
  needs: {},
  lane: 'local',
  timeoutMs: 60_000,
  collect: (_: unknown, context: { signal: AbortSignal }) => script.gather({ signal: context.signal, key: token.key }),
}))

export function checksOf(): readonly AnyCheck[] {
  return checks
}
