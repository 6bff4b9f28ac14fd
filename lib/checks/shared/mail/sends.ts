import type { Immutable } from '../../../engine/immutable'
import type { MailProfile } from '../../../evidence/mail-profile'

/** Nobody told whether the domain sends mail, and DNS did not answer the questions that would show it. */
export function isSendingOpen({ sendsBecause }: Pick<Immutable<MailProfile>, 'sendsBecause'>): boolean {
  return sendsBecause === 'undecided'
}

/** The message for checks that depend on it. */
export const SENDING_OPEN = 'We could not tell whether {domain} sends mail: the name servers did not answer'
