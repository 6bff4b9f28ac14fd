import { allow, type Context } from '../../auth/actor'
import { now } from '../../config'
import type { SenderSimulationDto } from '../../contracts/sender'
import { invalidField } from '../../errors'
import { readSender, SenderError, simulateSender as simulate } from '../../live/simulate-sender'
import { Declined, withNet } from '../../live/with-net'
import { spend } from '../limit'
import { projectInWorkspace } from '../project/internal'
import { inContext } from '../transaction'

const MAX_MS = 30_000

type Given = { projectId: string; ip: string; helo: string; from: string; signal: AbortSignal }

/**
 * What a receiver decides about mail from one server, asked of the configured resolvers. Throws `invalid` for what
 * cannot be asked and `limit` when a workspace asks too often; nothing is stored.
 */
export async function simulateSender(
  context: Context,
  { projectId, ip, helo, from, signal }: Given,
): Promise<SenderSimulationDto> {
  allow(context, 'run.start')
  const { target } = await inContext(context, (tx) => projectInWorkspace(tx, context, projectId))
  try {
    const question = readSender({ ip, helo, from })
    await spend({ limit: 'mail.simulate', key: context.workspaceId })
    const ends = AbortSignal.any([signal, AbortSignal.timeout(MAX_MS)])
    return await withNet({ domain: target.domain, requestId: context.requestId, signal: ends }, ({ dns }) =>
      simulate(question, { dns, now: now() }),
    )
  } catch (error) {
    if (error instanceof SenderError) throw invalidField(error.field, error.message)
    if (error instanceof Declined) throw invalidField('from', error.message)
    throw error
  }
}
