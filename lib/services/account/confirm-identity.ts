import type { PersonActor } from '../../auth/actor'
import type { Source } from '../../auth/source'
import { confirmSession } from '../../db/sessions'
import { invalidField } from '../../errors'
import { checkPassword } from './check-password'

const REFUSED =
  'This is not your password, or it was tried too often. If you sign in without a password, sign out and in again'

/**
 * Notes that the person of a session typed their password again. Wrong ones count like those of signing in, so a
 * stolen session cannot be used to guess. Throws `invalid` naming the field.
 */
export async function confirmIdentity(actor: PersonActor, password: string, caller: Source): Promise<void> {
  const person = await checkPassword({ email: actor.email, password }, caller, 'session.confirm')
  if (person?.id !== actor.userId) throw invalidField('password', REFUSED)
  await confirmSession(actor.sessionId)
}
