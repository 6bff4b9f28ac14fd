import { now } from '../../config'
import { invalidField } from '../../errors'
import { MessageError, proveMessage } from '../../live/prove-message'
import { Declined, withNet } from '../../live/with-net'
import { spend } from '../limit'
import type { Prepare } from './questions'

const MAX_CHARACTERS = 1024 * 1024
const MAX_MS = 30_000

/**
 * Verifies a pasted message at once and keeps only what was found: neither its text nor a whole address is ever
 * stored. Throws `invalid` with what to paste instead.
 */
export const prepareMessage: Prepare = async (given, { context, project, signal }) => {
  if (typeof given !== 'string' || given.trim() === '') {
    throw invalidField('value', 'Paste the source of a message your product sent you')
  }
  if (given.length > MAX_CHARACTERS) {
    throw invalidField(
      'value',
      'The message is larger than 1 MiB. Take one without attachments, such as a password reset',
    )
  }
  await spend({ limit: 'mail.message', key: context.workspaceId })
  const ends = AbortSignal.any([signal, AbortSignal.timeout(MAX_MS)])
  try {
    return await withNet({ domain: project.target.domain, requestId: context.requestId, signal: ends }, ({ dns }) =>
      proveMessage(given, { dns, now: now() }),
    )
  } catch (error) {
    if (error instanceof MessageError || error instanceof Declined) throw invalidField('value', error.message)
    throw error
  }
}
