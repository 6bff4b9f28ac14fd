import type { Finding, Impact } from './finding'
import { type Needs, type NeedValues, tokenOf } from './need'
import type { Messages, Say } from './say'
import type { Target } from './target'

export type CheckKind = 'automatic' | 'assisted' | 'attested'

export type Source = { label: string; url: string }

/** What a person is asked before an assisted check can run. */
export type Question = { id: string; question: string; who: 'founder' | 'developer' | 'anyone'; minutes: number }

/** The only things outside its evidence a check may look at. `now` is in milliseconds. */
export type JudgeContext = { readonly now: number; readonly target: Target }

export type CheckDefinition<
  N extends Needs = Needs,
  M extends Messages = Messages,
  Item extends string = string,
  Signal extends string = string,
> = {
  readonly id: string
  /** Raised in the same change that lets unchanged evidence get another verdict. */
  readonly version: number
  readonly kind: CheckKind
  readonly title: string
  /** The ceiling: a finding may lower it, never raise it. */
  readonly impact: Impact
  readonly why: string
  /** The roadmap items this check proves. */
  readonly covers: Readonly<Partial<Record<Item, 'required' | 'supporting'>>>
  readonly raises?: readonly Signal[]
  /** Checks whose failure explains a failure here; used for folding, not for scheduling. */
  readonly dependsOn?: readonly string[]
  /** Former ids, so owners, waivers and history survive a rename. */
  readonly replaces?: readonly string[]
  readonly freshDays?: number
  readonly ask?: Question
  /**
   * A person's confirmation of an item counts for this check while it is unknown; a fail stays a fail.
   * The statement belongs to the item (roadmaps/confirmations.ts).
   */
  readonly confirmable?: boolean
  /** Has something to say without the active evidence among its needs, and so takes part in every run. */
  readonly passiveToo?: boolean
  /** The message code of an answer that only lacks active probes. */
  readonly unprobed?: keyof M & string
  /** `true` when the check matters here, else the message code that says why not. */
  readonly when?: (target: Target) => true | (keyof M & string)
  readonly needs: N
  readonly messages: M
  readonly sources: readonly Source[]
  judge(evidence: NeedValues<N>, say: Say<M>, context: JudgeContext): Finding | readonly Finding[]
}

/** A check whose types of evidence and messages are no longer of interest, as the engine holds it. */
export type AnyCheck = Omit<CheckDefinition, 'judge' | 'when' | 'needs' | 'unprobed'> & {
  readonly needs: Needs
  readonly unprobed?: string
  readonly when?: (target: Target) => true | string
  // biome-ignore lint/suspicious/noExplicitAny: the engine resolves the needs the check itself declared; `defineCheck` checked them.
  judge(evidence: any, say: any, context: JudgeContext): Finding | readonly Finding[]
}

export const DEFAULT_FRESH_DAYS = 7

/** What everybody but the scheduler needs to know of a check; plain data, safe for the browser. */
export type CheckMeta = {
  id: string
  version: number
  kind: CheckKind
  title: string
  impact: Impact
  why: string
  covers: Partial<Record<string, 'required' | 'supporting'>>
  raises: string[]
  dependsOn: string[]
  freshDays: number
  ask?: Question | undefined
  confirmable?: boolean | undefined
  /** Needs active probes: left out of a run whose starter did not ask for them. */
  active?: boolean | undefined
  /** Sends active probes in a run that allows them, also where it has something to say without. */
  probes?: boolean | undefined
  sources: Source[]
}

/** Whether a check uses evidence that only an active probe can bring. */
export function usesProbes(check: AnyCheck): boolean {
  return Object.values(check.needs).some((need) => tokenOf(need).access === 'active')
}

/** Whether a check has nothing to say without such evidence. */
export function isActive(check: AnyCheck): boolean {
  return check.passiveToo !== true && usesProbes(check)
}

/** The data of a check without its functions. */
export function checkMeta(check: AnyCheck): CheckMeta {
  return {
    id: check.id,
    version: check.version,
    kind: check.kind,
    title: check.title,
    impact: check.impact,
    why: check.why,
    covers: { ...check.covers },
    raises: [...(check.raises ?? [])],
    dependsOn: [...(check.dependsOn ?? [])],
    freshDays: check.freshDays ?? DEFAULT_FRESH_DAYS,
    ...(check.ask === undefined ? {} : { ask: check.ask }),
    ...(check.confirmable === true ? { confirmable: true } : {}),
    ...(isActive(check) ? { active: true } : {}),
    ...(usesProbes(check) ? { probes: true } : {}),
    sources: check.sources.map((source) => ({ ...source })),
  }
}
