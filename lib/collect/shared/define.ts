import type { AnyCollector, CollectContext, Collector } from '../../engine/collector'
import type { EvidenceToken } from '../../engine/evidence'
import type { Needs, NeedValues } from '../../engine/need'
import type { Net } from '../../net/types'
import { NO_PORTS, type Ports } from './ports'

/** Ports through which only the declared questions can be read: what an answer touches is known from that list. */
function portsFor(asks: readonly string[], ports: Ports): Ports {
  return {
    ...ports,
    input: (question) => {
      if (!asks.includes(question)) throw new Error(`The collector does not declare that it asks ${question}`)
      return ports.input(question)
    },
  }
}

/** Declares how one evidence key is gathered; `context.net` is the guarded network of the run. */
export function defineCollector<const N extends Needs, Value>(
  token: EvidenceToken<string, Value>,
  options: Omit<Collector<N, Value, Net, Ports>, 'token'>,
): AnyCollector {
  const { collect, asks = [] } = options
  return Object.freeze({
    ...options,
    token,
    collect: (evidence: NeedValues<N>, context: CollectContext<Net, Ports | undefined>) =>
      collect(evidence, { ...context, ports: portsFor(asks, context.ports ?? NO_PORTS) }),
  })
}
