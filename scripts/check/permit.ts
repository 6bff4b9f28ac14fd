import { NO_PORTS, type Ports } from '../../lib/collect/shared/ports'
import { lookAtRecord } from '../../lib/net/ownership/record'
import { tell } from '../../lib/net/ownership/words'
import type { Net } from '../../lib/net/types'
import { UsageError } from './options'

type Asked = { net: Net; domain: string; proof: string | undefined }

/**
 * What collectors may do: with a token, probe the domain whose record holds it at this moment. Throws `UsageError`
 * with what to do when the record does not stand.
 */
export async function permit({ net, domain, proof }: Asked): Promise<{ allowActive: boolean; ports: Ports }> {
  if (proof === undefined) return { allowActive: false, ports: NO_PORTS }
  const look = await lookAtRecord(net.dns, { name: domain, token: proof })
  if (look.outcome === 'proven') return { allowActive: true, ports: { ...NO_PORTS, provenNames: [domain] } }
  const { text, todo } = tell({ name: domain, token: proof }, look.problem)
  throw new UsageError(`--active: ${text} ${todo}`)
}
