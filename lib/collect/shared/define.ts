import type { AnyCollector, Collector } from '../../engine/collector'
import type { EvidenceToken } from '../../engine/evidence'
import type { Needs } from '../../engine/need'
import type { Net } from '../../net/types'
import type { Ports } from './ports'

/** Declares how one evidence key is gathered; `context.net` is the guarded network of the run. */
export function defineCollector<const N extends Needs, Value>(
  token: EvidenceToken<string, Value>,
  options: Omit<Collector<N, Value, Net, Ports>, 'token'>,
): AnyCollector {
  return Object.freeze({ token, ...options })
}
