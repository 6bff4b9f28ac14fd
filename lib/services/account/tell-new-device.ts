import { canSendMail, sendLetter } from '../../auth/mail'
import { ownOrigin } from '../../auth/origin'
import { now } from '../../config'
import { database } from '../../db/client'
import { formatExact } from '../../format/time'
import { logger } from '../../log'
import { routes } from '../../routes'

/** Whoever has just made an account knows which browser they use. */
const FRESH_MS = 15 * 60_000

export type Device = {
  /** Coarse name of the browser. */
  device: string
  /** ISO 3166-1 code; undefined where that is not known. */
  country: string | undefined
}

const COUNTRIES = new Intl.DisplayNames('en', { type: 'region' })

function letter({ device, country }: Device): string {
  const where = country === undefined ? '' : `, it seems from ${COUNTRIES.of(country) ?? country}`
  return [
    `Somebody signed in to your account with a browser we had not seen before: ${device}${where}, ${formatExact(now())}.`,
    '',
    'If it was you, there is nothing to do.',
    '',
    'If it was not you, choose a new password now, which also signs out everywhere:',
    `${ownOrigin()}${routes.forgotPassword()}`,
    '',
    'You get this mail because it is about the safety of your account; it cannot be switched off. It is sent once for',
    'each browser.',
  ].join('\n')
}

async function tell(userId: string, device: Device): Promise<void> {
  const user = await database('app').user.findUnique({
    where: { id: userId },
    select: { email: true, createdAt: true },
  })
  if (user === null || now() - user.createdAt.getTime() < FRESH_MS) return
  const subject = 'A new browser signed in to your Launch Ready account'
  await sendLetter({ to: user.email, subject, text: letter(device) })
}

/**
 * Mails a person that their account was opened with another browser. Never throws: without a mail server nobody is
 * told, and a letter that is not taken is not kept, as the list of sessions says the same.
 */
export async function tellNewDevice(userId: string, device: Device): Promise<void> {
  if (!canSendMail()) return
  await tell(userId, device).catch((error: unknown) =>
    logger('mail').warn({ err: String(error) }, 'a sign-in with a new browser could not be told by mail'),
  )
}
