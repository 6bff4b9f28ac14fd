import type { AnyCheck, CheckDefinition } from '../../engine/check'
import type { Needs } from '../../engine/need'
import type { Messages } from '../../engine/say'
import type { ItemId, SignalId } from '../../roadmaps/ids'

/**
 * Declares a check. Items and signals are checked against the roadmaps at compile time, so a typo
 * cannot hide a check; evidence and message parameters of `judge` are inferred.
 */
export function defineCheck<const N extends Needs, const M extends Messages>(
  definition: CheckDefinition<N, M, ItemId, SignalId>,
): AnyCheck & CheckDefinition<N, M, ItemId, SignalId> {
  return Object.freeze(definition)
}
