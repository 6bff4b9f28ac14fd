import type { Transaction } from '../../db/client'
import type { Target } from '../../engine/target'

export type ProvenName = { name: string; token: string }

/** The hosts people confirmed for a project. */
export function confirmedHosts({ domain, hosts }: Pick<Target, 'domain' | 'hosts'>): string[] {
  return [...new Set([domain, ...hosts.map((host) => host.name)])]
}

/** Whether a proof of `name` covers a host: the name itself and everything below it. */
export function covers(name: string, host: string): boolean {
  return host === name || host.endsWith(`.${name}`)
}

/** The names a workspace proved by DNS that cover a confirmed host of a target, with what they stand on. */
export async function provenNamesOf(
  tx: Transaction,
  { workspaceId, target }: { workspaceId: string; target: Target },
): Promise<ProvenName[]> {
  const proofs = await tx.ownershipProof.findMany({
    where: { workspaceId, method: 'dns', revokedAt: null },
    select: { name: true },
    orderBy: { name: 'asc' },
  })
  const hosts = confirmedHosts(target)
  const useful = proofs.filter(({ name }) => hosts.some((host) => covers(name, host))).map(({ name }) => name)
  return tx.ownershipToken.findMany({
    where: { workspaceId, name: { in: useful } },
    select: { name: true, token: true },
    orderBy: { name: 'asc' },
  })
}
