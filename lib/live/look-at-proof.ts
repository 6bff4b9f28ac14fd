import { getDomain } from 'tldts'
import { lookAtFile } from '../net/ownership/file'
import { lookAtRecord } from '../net/ownership/record'
import type { Look, Problem } from '../net/ownership/types'
import { problem } from '../net/ownership/types'
import { type Told, tell } from '../net/ownership/words'
import { Declined, withNet } from './with-net'

/** A record at a name, or a file at an origin (scheme, host and port). */
export type Wanted = { name: string; token: string } & ({ method: 'dns' } | { method: 'file'; origin: string })

type Asking = { requestId: string; signal: AbortSignal }

export type ProofLook = { outcome: 'proven' } | ({ outcome: 'failed' | 'undecided' } & Problem & Told)

/** Longer than the slowest honest answer, shorter than the patience of whoever waits for it. */
const LIMIT_MS = 20_000

/** What somebody registered to have a name, also where a platform hands names out. */
function registeredOf(name: string): string {
  return getDomain(name, { allowPrivateDomains: true }) ?? name
}

async function look(wanted: Wanted, { requestId, signal }: Asking): Promise<Look> {
  const limited = AbortSignal.any([signal, AbortSignal.timeout(LIMIT_MS)])
  const { name, token } = wanted
  try {
    return await withNet({ domain: registeredOf(name), hosts: [name], requestId, signal: limited }, (net) =>
      wanted.method === 'dns'
        ? lookAtRecord(net.dns, { name, token })
        : lookAtFile(net, { origin: wanted.origin, token }),
    )
  } catch (error) {
    if (error instanceof Declined) return { outcome: 'failed', problem: problem('declined', { detail: error.message }) }
    throw error
  }
}

/** Looks once, from fresh connections, whether a proof of ownership stands, and says in words what is missing. */
export async function lookAtProof(wanted: Wanted, asking: Asking): Promise<ProofLook> {
  const found = await look(wanted, asking)
  if (found.outcome === 'proven') return found
  const origin = wanted.method === 'file' ? wanted.origin : undefined
  const told = tell({ name: wanted.name, token: wanted.token, origin }, found.problem)
  return { outcome: found.outcome, ...found.problem, ...told }
}
