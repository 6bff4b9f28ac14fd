import type { Context } from '../../auth/actor'
import type { Target } from '../../engine/target'
import { lookAtProof } from '../../live/look-at-proof'
import { inContext } from '../transaction'
import { provenNamesOf } from './proven-names'

/** `why` is one sentence where nothing could be verified. */
export type Verified = { names: string[]; why?: string }

const REVOKED = 'The proof of ownership was revoked before the run began.'

/**
 * Looks at the record of every proven name of a target right before active probes are sent; only names whose record
 * stands at this moment count. A record that is not seen here revokes nothing: that is decided by the daily look.
 */
export async function verifyForRun(
  context: Context,
  { target, signal }: { target: Target; signal: AbortSignal },
): Promise<Verified> {
  const { workspaceId, requestId } = context
  const known = await inContext(context, (tx) => provenNamesOf(tx, { workspaceId, target }))
  const looks = await Promise.all(
    known.map(async ({ name, token }) => ({
      name,
      look: await lookAtProof({ method: 'dns', name, token }, { requestId, signal }),
    })),
  )
  const names = looks.filter(({ look }) => look.outcome === 'proven').map(({ name }) => name)
  if (names.length > 0) return { names }
  const failed = looks.map(({ look }) => look).find((look) => look.outcome !== 'proven')
  const because = failed === undefined ? REVOKED : `${failed.text} ${failed.todo}`
  return { names, why: `No active probe was sent. ${because}` }
}
