import { randomUUID } from 'node:crypto'
import { proofsDue } from '../../db/lookups'
import { lookAtProof, type Wanted } from '../../live/look-at-proof'
import { logger } from '../../log'
import { type Context, systemContext } from '../system-context'
import { inContext } from '../transaction'
import type { Subject } from './internal'
import { covers } from './proven-names'
import { countMiss, endProof, keepProof } from './settle'

const AT_ONCE = 20
/** A look that dies with its process is made again after this. */
const CLAIM = '15 minutes'

type Due = { subject: Subject; wanted: Wanted | undefined }

/** Takes one proof for this process; another one that comes at the same moment gets nothing. */
async function claim(context: Context, proofId: string): Promise<Due | undefined> {
  const { workspaceId } = context
  return inContext(context, async (tx) => {
    const rows = await tx.$queryRaw<{ name: string; method: string; origin: string }[]>`
      update ownership_proof set next_check_at = clock_timestamp() + ${CLAIM}::interval
      where workspace_id = ${workspaceId}::uuid and id = ${proofId}::uuid and revoked_at is null
        and next_check_at <= clock_timestamp()
      returning name, method, origin`
    const [row] = rows
    if (row === undefined) return undefined
    const { name, origin } = row
    const subject: Subject = { name, method: row.method === 'file' ? 'file' : 'dns', origin }
    const hosts = await tx.host.findMany({ where: { workspaceId }, select: { name: true }, distinct: ['name'] })
    const projects = await tx.project.findMany({ where: { workspaceId }, select: { domain: true } })
    const isUsed = [...hosts.map((host) => host.name), ...projects.map((project) => project.domain)].some((host) =>
      subject.method === 'dns' ? covers(name, host) : host === name,
    )
    if (!isUsed) {
      await endProof(tx, context, subject, 'unused')
      return undefined
    }
    const found = await tx.ownershipToken.findUnique({ where: { workspaceId_name: { workspaceId, name } } })
    if (found === null) return { subject, wanted: undefined }
    const { token } = found
    const wanted: Wanted =
      subject.method === 'dns' ? { method: 'dns', name, token } : { method: 'file', name, token, origin }
    return { subject, wanted }
  })
}

async function recheck({ workspaceId, proofId }: { workspaceId: string; proofId: string }, signal: AbortSignal) {
  const context = systemContext({ workspaceId, reason: 'ownership', requestId: randomUUID() })
  const due = await claim(context, proofId)
  if (due === undefined) return
  const { subject, wanted } = due
  if (wanted === undefined) {
    await inContext(context, (tx) => endProof(tx, context, subject, 'not-found'))
    return
  }
  const found = await lookAtProof(wanted, { requestId: context.requestId, signal })
  if (signal.aborted) return
  await inContext(context, (tx) =>
    found.outcome === 'proven' ? keepProof(tx, context, subject) : countMiss(tx, context, subject, found),
  )
}

/**
 * Looks at the proofs whose daily look is due, one after the other. A proof no project needs any more ends without
 * a look: nobody is asked on behalf of nothing. Answers how many were due.
 */
export async function recheckProofs(signal: AbortSignal): Promise<number> {
  const due = await proofsDue(AT_ONCE)
  for (const proof of due) {
    if (signal.aborted) break
    await recheck(proof, signal).catch((error: unknown) =>
      logger('ownership').warn({ proofId: proof.proofId, err: String(error) }, 'a proof could not be looked at'),
    )
  }
  return due.length
}
