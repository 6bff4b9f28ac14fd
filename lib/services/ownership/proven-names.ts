import type { Transaction } from '../../db/client'
import { hostsOf, type Target } from '../../engine/target'

export type ProvenName = { proofId: string; name: string; token: string }

/** Whether a proof of `name` covers a host: the name itself and everything below it. */
export function covers(name: string, host: string): boolean {
  return host === name || host.endsWith(`.${name}`)
}

/** The names of a workspace proven by DNS that cover a confirmed host of a target, as they are stored. */
export async function provenNamesOf(
  tx: Transaction,
  { workspaceId, target }: { workspaceId: string; target: Target },
): Promise<ProvenName[]> {
  const proofs = await tx.ownershipProof.findMany({
    where: { workspaceId, method: 'dns', revokedAt: null },
    select: { id: true, name: true },
    orderBy: { name: 'asc' },
  })
  const hosts = hostsOf(target)
  const useful = proofs.filter(({ name }) => hosts.some((host) => covers(name, host)))
  const tokens = await tx.ownershipToken.findMany({
    where: { workspaceId, name: { in: useful.map(({ name }) => name) } },
    select: { name: true, token: true },
  })
  const byName = new Map(tokens.map(({ name, token }) => [name, token]))
  return useful.flatMap(({ id, name }) => {
    const token = byName.get(name)
    return token === undefined ? [] : [{ proofId: id, name, token }]
  })
}
