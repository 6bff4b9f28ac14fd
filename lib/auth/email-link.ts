import type { EmailConfig } from 'next-auth/providers/email'
import { EmailAddress } from '../contracts/session'
import { takePermit } from '../db/rate-limit'
import { logger } from '../log'
import { sendLetter } from './mail'

const LINK_SECONDS = 600

/** What the link provider must know of accounts, which live in a room above. */
export type LinkPorts = {
  source: string
  /** Whether a link for this address can lead anywhere: an account, or a sign-up that is open. */
  mayReceiveLink: (email: string) => Promise<boolean>
}

function letter(url: string): string {
  return [
    'Open this link to sign in to Launch Ready. It works once and for 10 minutes:',
    '',
    url,
    '',
    'You get this mail because somebody typed your address on our sign-in page. If it was not you, do nothing.',
  ].join('\n')
}

async function send({ identifier, url }: { identifier: string; url: string }, ports: LinkPorts): Promise<void> {
  const waits = await Promise.all([
    takePermit({ limit: 'mail-address', key: identifier }),
    takePermit({ limit: 'mail-source', key: ports.source }),
  ])
  if (waits.some((wait) => wait > 0)) return
  if (await ports.mayReceiveLink(identifier))
    await sendLetter({ to: identifier, subject: 'Sign in to Launch Ready', text: letter(url) })
}

/**
 * Sign-in by a mailed link. The answer is the same, and as fast, whether the address is known or not: whether
 * and when a letter goes out is decided after the answer.
 */
export function emailLink(ports: LinkPorts): EmailConfig {
  return {
    id: 'email',
    type: 'email',
    name: 'Email',
    server: '',
    from: '',
    maxAge: LINK_SECONDS,
    options: {},
    normalizeIdentifier: (typed) => EmailAddress.parse(typed),
    async sendVerificationRequest({ identifier, url }) {
      send({ identifier, url }, ports).catch((error: unknown) =>
        logger('mail').error({ err: String(error) }, 'a sign-in link could not be sent'),
      )
    },
  }
}

/**
 * Where a mailed link leads when it is merely opened: to a page with one button. Mail scanners open links too,
 * and only the button, a write from our own page, uses the link up.
 */
export function confirmPageFor(request: Request): string | undefined {
  const url = new URL(request.url)
  return url.pathname === '/api/auth/callback/email' ? `/sign-in/confirm${url.search}` : undefined
}
