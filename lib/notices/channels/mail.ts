import { sendLetter } from '../../auth/mail'
import { ownOrigin } from '../../auth/origin'
import { config } from '../../config'
import { type Letter, letterHtml, letterText } from '../letter'
import { oneLine } from '../text'
import type { Delivered, Parcel } from './delivery'

/** The name behind the @ of our message ids: that of the sender's address, else of this installation. */
function ownDomain(): string {
  const domain = /@([a-z0-9.-]+)>?\s*$/i.exec(config().LR_MAIL_FROM ?? '')?.[1]
  return domain ?? new URL(ownOrigin()).hostname
}

/** RFC 2369 and RFC 8058: programs for mail offer one button that stops it. RFC 3834: nobody answers automatically. */
function headersOf({ stop }: Letter, oneClick: string | undefined): Record<string, string> {
  return {
    'Auto-Submitted': 'auto-generated',
    ...(stop === undefined || oneClick === undefined
      ? {}
      : { 'List-Unsubscribe': `<${oneClick}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }),
  }
}

function field(error: unknown, name: string): unknown {
  return typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined
}

/** A relay that refuses this letter for good (5xx to its address or its content) is not asked again; its own troubles pass. */
export function judgeMailError(error: unknown): Delivered {
  const status = field(error, 'responseCode')
  const code = field(error, 'code')
  const said = field(error, 'response')
  const reason = oneLine(typeof said === 'string' ? said : String(field(error, 'message') ?? error), 300)
  const aboutLetter = code === 'EENVELOPE' || code === 'EMESSAGE'
  return { ok: false, reason, final: aboutLetter && typeof status === 'number' && status >= 500 }
}

/** Sends a message as a mail: text first, the same words as HTML behind it. */
export async function sendMail(
  parcel: Parcel,
  { to, letter, oneClick }: { to: string; letter: Letter; oneClick?: string | undefined },
): Promise<Delivered> {
  try {
    await sendLetter({
      to,
      subject: parcel.subject,
      text: letterText(letter),
      html: letterHtml(letter),
      messageId: `${parcel.id}@${ownDomain()}`,
      headers: headersOf(letter, oneClick),
    })
    return { ok: true }
  } catch (error) {
    return judgeMailError(error)
  }
}
