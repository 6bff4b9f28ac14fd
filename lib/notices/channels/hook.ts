import { createHmac } from 'node:crypto'
import { config } from '../../config'
import { postWebhook, type WebhookAnswer } from '../../net/webhook'
import type { Letter } from '../letter'
import { escapeSlack, oneLine } from '../text'
import type { Delivered, Parcel } from './delivery'

const TOTAL_MS = 15_000
/** Answers after which the same message would be refused again: the room, the address or the right to write is gone. */
const FINAL = new Set([400, 401, 403, 404, 405, 410, 413, 415, 422])
const GUARDED = new Set(['BLOCKED_ADDRESS', 'BLOCKED_HOST', 'BLOCKED_PORT', 'BLOCKED_URL'])

export type Target = {
  kind: 'slack' | 'webhook'
  url: string
  /** What signs a message to a program, the newest first. */
  secrets: readonly string[]
}

/** The message in the form of Slack: `& < >` mean something there, and nothing it links to is opened for a preview. */
export function slackBody({ subject }: Pick<Parcel, 'subject'>, { paragraphs, points, link }: Letter): string {
  const text = [
    `*${escapeSlack(subject)}*`,
    ...paragraphs.map(escapeSlack),
    ...points.map((point) => `• ${escapeSlack(point)}`),
    ...(link === undefined ? [] : [`<${escapeSlack(link.url)}|${escapeSlack(link.label)}>`]),
  ].join('\n')
  return JSON.stringify({ text, unfurl_links: false, unfurl_media: false })
}

/** The message for a program. */
export function webhookBody({ id, at, subject }: Parcel, { link, data = {} }: Letter): string {
  return JSON.stringify({ id, at: at.toISOString(), subject, url: link?.url ?? null, ...data })
}

/** `v1=` and the HMAC-SHA256 of `id.timestamp.body` in hex, one for each secret that counts now. */
export function signatureOf(
  { id, timestamp, body }: { id: string; timestamp: string; body: string },
  secrets: readonly string[],
) {
  return secrets
    .map((secret) => `v1=${createHmac('sha256', secret).update(`${id}.${timestamp}.${body}`).digest('hex')}`)
    .join(',')
}

function waitOf(retryAfter: string): number | undefined {
  const seconds = /^\d{1,6}$/.test(retryAfter) ? Number(retryAfter) : (Date.parse(retryAfter) - Date.now()) / 1000
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : undefined
}

/** What an answer of the far end means for the message. */
export function judgeAnswer(answer: WebhookAnswer): Delivered {
  if (!answer.ok) {
    const guarded = GUARDED.has(answer.error.code)
    return {
      ok: false,
      reason: guarded ? `We do not connect to this address: ${answer.error.detail}` : oneLine(answer.error.detail, 300),
      final: guarded,
    }
  }
  const { status, text, retryAfter } = answer
  if (status >= 200 && status < 300) return { ok: true }
  const said = oneLine(text, 120)
  const reason = `It answered ${status}${said === '' ? '' : `: ${said}`}`
  const moved = status >= 300 && status < 400
  return {
    ok: false,
    reason: moved ? `It answered ${status}. We do not follow redirects: give its final address.` : reason,
    final: moved || FINAL.has(status),
    waitMs: waitOf(retryAfter),
  }
}

/** Delivers a message to a room or a program, through the guard. */
export async function sendHook(parcel: Parcel, target: Target, letter: Letter): Promise<Delivered> {
  const timestamp = String(Math.floor(Date.now() / 1000))
  const body = target.kind === 'slack' ? slackBody(parcel, letter) : webhookBody(parcel, letter)
  const signed =
    target.kind === 'slack'
      ? {}
      : {
          'x-lr-id': parcel.id,
          'x-lr-timestamp': timestamp,
          'x-lr-signature': signatureOf({ id: parcel.id, timestamp, body }, target.secrets),
        }
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'LaunchReady-Notices/1',
    accept: '*/*',
    ...signed,
  }
  return judgeAnswer(
    await postWebhook({ config: config(), url: target.url, headers, body, id: parcel.id, totalMs: TOTAL_MS }),
  )
}
