import { type MailProfileSuggestions, mailProfileSuggestions } from '../checks/shared/mail/suggest'
import { mailDkim } from '../evidence/mail-dkim'
import { mailMessage } from '../evidence/mail-message'
import { mailProfile } from '../evidence/mail-profile'
import { mailSpf } from '../evidence/mail-spf'

/** The evidence the suggestions are made of. */
export const MAIL_PROFILE_KEYS: readonly string[] = [mailProfile.key, mailSpf.key, mailDkim.key, mailMessage.key]

/**
 * Suggestions from evidence as it was stored, by key. `undefined` where nobody has looked yet; a value of an
 * older form is left out.
 */
export function readMailProfile(stored: ReadonlyMap<string, unknown>): MailProfileSuggestions | undefined {
  const profile = mailProfile.schema.safeParse(stored.get(mailProfile.key))
  if (!profile.success) return undefined
  return mailProfileSuggestions({
    profile: profile.data,
    spf: mailSpf.schema.safeParse(stored.get(mailSpf.key)).data,
    dkim: mailDkim.schema.safeParse(stored.get(mailDkim.key)).data,
    message: mailMessage.schema.safeParse(stored.get(mailMessage.key)).data?.proof,
  })
}
