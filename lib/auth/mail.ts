import { createTransport } from 'nodemailer'
import { config } from '../config'

export type Letter = {
  to: string
  subject: string
  text: string
  html?: string
  /** Without its brackets; a letter sent again carries the same one. */
  messageId?: string
  headers?: Record<string, string>
}

/** Whether this installation can send mail. */
export function canSendMail(): boolean {
  const { LR_SMTP_URL, LR_MAIL_FROM } = config()
  return LR_SMTP_URL !== undefined && LR_MAIL_FROM !== undefined
}

/** Sends one letter through the configured relay. Throws when the relay does not take it. */
export async function sendLetter({ to, subject, text, html, messageId, headers }: Letter): Promise<void> {
  const { LR_SMTP_URL, LR_MAIL_FROM } = config()
  if (LR_SMTP_URL === undefined || LR_MAIL_FROM === undefined)
    throw new Error('LR_SMTP_URL and LR_MAIL_FROM are not set')
  const relay = new URL(LR_SMTP_URL)
  const transport = createTransport({
    host: relay.hostname,
    port: Number(relay.port || (relay.protocol === 'smtps:' ? 465 : 587)),
    secure: relay.protocol === 'smtps:',
    ...(relay.username === ''
      ? {}
      : { auth: { user: decodeURIComponent(relay.username), pass: decodeURIComponent(relay.password) } }),
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 20_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  try {
    await transport.sendMail({
      from: LR_MAIL_FROM,
      to: { name: '', address: to },
      subject,
      text,
      ...(html === undefined ? {} : { html }),
      ...(messageId === undefined ? {} : { messageId: `<${messageId}>` }),
      ...(headers === undefined ? {} : { headers }),
    })
  } finally {
    transport.close()
  }
}
