import type { NetError } from '../http-types'
import type { HandshakeRequest, WeakSweep, WireSuite } from '../tls-types'
import { type AskDeps, askHello } from './ask'
import { describeSuite } from './look'
import { WEAK_SUITES } from './suites'

const MAX_HELLOS = 12
const UNRECOGNIZED_NAME = 112

/**
 * Offers nothing but broken suites and takes away what the server chooses, until it refuses the rest
 * (RFC 9325 section 4 lists what must be gone).
 */
export async function sweepWeakSuites(request: HandshakeRequest, deps: AskDeps): Promise<WeakSweep> {
  const found: WireSuite[] = []
  let offered = WEAK_SUITES.map(({ id }) => id)
  let hellos = 0
  let hungUp = false
  const end = (complete: boolean, error: NetError | null = null): WeakSweep => ({
    address: request.address,
    found,
    complete,
    hellos,
    error,
  })
  while (hellos < MAX_HELLOS && offered.length > 0) {
    hellos += 1
    const answer = await askHello(request, { host: request.host, version: 'TLSv1.2', suites: offered }, deps)
    if (answer.kind === 'failed') return end(false, answer.error)
    if (answer.kind === 'closed' && !hungUp) {
      // Hanging up may be a refusal or a bad moment: only the second time counts.
      hungUp = true
      continue
    }
    if (answer.kind !== 'flight') return end(answer.kind === 'closed' || answer.alert !== UNRECOGNIZED_NAME)
    hungUp = false
    const { suite, version, dhBits } = answer.flight
    // A suite that was not offered is an answer to another question.
    if (!offered.includes(suite)) return end(false)
    found.push({ ...describeSuite(suite), version, dhBits })
    offered = offered.filter((id) => id !== suite)
  }
  return end(offered.length === 0)
}
