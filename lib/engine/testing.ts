import { z } from 'zod'
import type { AnyCheck, CheckDefinition } from './check'
import type { AnyCollector, Collector } from './collector'
import { defineEvidence, type EvidenceToken } from './evidence'
import type { Finding, Verdict } from './finding'
import type { Needs } from './need'
import { project } from './subject'

/** A small evidence token for tests of the engine: any number. */
export function numberEvidence(
  key: string,
  extra: { maxBytes?: number; access?: 'active' | 'passive'; version?: number } = {},
): EvidenceToken<string, number> {
  return defineEvidence({ key, version: 1, title: key, schema: z.number(), ...extra })
}

/** A collector for tests that needs nothing unless told. */
export function collectorOf<N extends Needs, Value>(
  token: EvidenceToken<string, Value>,
  collect: Collector<N, Value>['collect'],
  extra: Partial<Pick<Collector<N>, 'needs' | 'timeoutMs' | 'lane'>> = {},
): AnyCollector {
  return { token, needs: extra.needs ?? {}, lane: extra.lane ?? 'local', timeoutMs: extra.timeoutMs ?? 1000, collect }
}

const MESSAGES = { said: 'The value of {what} is {value}', skip: 'This does not matter here' } as const

/** A check for tests that says one verdict about the number it was given. */
export function numberCheck(
  id: string,
  token: EvidenceToken<string, number>,
  verdict: (value: number) => Verdict,
  extra: Partial<Omit<CheckDefinition, 'judge' | 'needs' | 'messages' | 'when'>> & Pick<AnyCheck, 'when'> = {},
): AnyCheck {
  return {
    id,
    version: 1,
    kind: 'automatic',
    title: id,
    impact: 'high',
    why: 'Because it is a test.',
    covers: {},
    sources: [],
    ...extra,
    needs: { value: token },
    messages: MESSAGES,
    judge({ value }: { value: number }, say: Record<string, (code: string, params: object, at: object) => Finding>) {
      const verb = verdict(value) === 'not-applicable' ? 'notApplicable' : verdict(value)
      return say[verb]?.('said', { what: id, value }, { subject: project() }) ?? []
    },
  }
}
