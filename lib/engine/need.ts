import type { EvidenceToken, Outcome } from './evidence'
import type { Immutable } from './immutable'

/** How a check or collector asks for evidence; see `ifPresent` and `outcomeOf`. */
export type Need<Value = unknown> =
  | EvidenceToken<string, Value>
  | { readonly mode: 'if-present'; readonly token: EvidenceToken<string, Value> }
  | { readonly mode: 'outcome'; readonly token: EvidenceToken<string, Value> }

// biome-ignore lint/suspicious/noExplicitAny: tokens of any value type must fit here; `NeedValues` restores the exact type.
export type Needs = Readonly<Record<string, Need<any>>>

type IfPresent<Value> = { readonly mode: 'if-present'; readonly token: EvidenceToken<string, Value> }
type OutcomeOf<Value> = { readonly mode: 'outcome'; readonly token: EvidenceToken<string, Value> }

export type NeedValues<N extends Needs> = {
  readonly [Name in keyof N]: N[Name] extends IfPresent<infer Value>
    ? Immutable<Value> | undefined
    : N[Name] extends OutcomeOf<infer Value>
      ? Immutable<Outcome<Value>>
      : N[Name] extends EvidenceToken<string, infer Value>
        ? Immutable<Value>
        : never
}

/** The value where it exists, `undefined` where it is absent; an error still ends in unknown. */
export function ifPresent<Value>(token: EvidenceToken<string, Value>): IfPresent<Value> {
  return { mode: 'if-present', token }
}

/** The whole outcome, for checks whose subject is the failure itself. */
export function outcomeOf<Value>(token: EvidenceToken<string, Value>): OutcomeOf<Value> {
  return { mode: 'outcome', token }
}

/** The token behind a need. */
export function tokenOf(need: Need): EvidenceToken {
  return 'mode' in need ? need.token : need
}

export type Resolved =
  | { ready: true; values: Record<string, unknown>; refs: string[] }
  | { ready: false; blockedBy: { key: string; outcome: Exclude<Outcome, { status: 'ok' }> } }

/**
 * Turns settled outcomes into the values `judge` or `collect` receives, or names the first need
 * that stands in the way. An error outweighs an absence, so that our failure is never reported as
 * a missing answer of the user.
 */
export function resolveNeeds(needs: Needs, outcomes: ReadonlyMap<string, Outcome>): Resolved {
  const values: Record<string, unknown> = {}
  const refs: string[] = []
  let blockedBy: { key: string; outcome: Exclude<Outcome, { status: 'ok' }> } | undefined
  for (const [name, need] of Object.entries(needs)) {
    const token = tokenOf(need)
    refs.push(token.key)
    const outcome = outcomes.get(token.key) ?? { status: 'error', error: { code: 'dependency', detail: token.key } }
    if ('mode' in need && need.mode === 'outcome') {
      values[name] = outcome
    } else if (outcome.status === 'ok') {
      values[name] = outcome.value
    } else if ('mode' in need && outcome.status === 'absent') {
      values[name] = undefined
    } else if (blockedBy === undefined || (blockedBy.outcome.status === 'absent' && outcome.status === 'error')) {
      blockedBy = { key: token.key, outcome }
    }
  }
  return blockedBy === undefined ? { ready: true, values, refs } : { ready: false, blockedBy }
}
