import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { sessionSecret } from '../auth/cookie'

export type Member = { workspaceId: string; userId: string }

const Uuid = z.uuid()
const ID_BYTES = 16

function sign(ids: Buffer): Buffer {
  return createHmac('sha256', sessionSecret()).update('notices-stop|').update(ids).digest()
}

/** What a mail carries so that one member's mail of one workspace can be stopped without signing in. It opens nothing else. */
export function stopToken({ workspaceId, userId }: Member): string {
  const ids = Buffer.from(`${workspaceId}${userId}`.replaceAll('-', ''), 'hex')
  return Buffer.concat([ids, sign(ids)]).toString('base64url')
}

function uuidOf(bytes: Buffer): string {
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/** Whose mail a token stops; undefined for anything we did not write. */
export function readStopToken(token: string): Member | undefined {
  if (!/^[A-Za-z0-9_-]{86}$/.test(token)) return undefined
  const bytes = Buffer.from(token, 'base64url')
  const ids = bytes.subarray(0, 2 * ID_BYTES)
  const signature = bytes.subarray(2 * ID_BYTES)
  if (signature.length !== 32 || !timingSafeEqual(signature, sign(ids))) return undefined
  const member = { workspaceId: uuidOf(ids.subarray(0, ID_BYTES)), userId: uuidOf(ids.subarray(ID_BYTES)) }
  return Uuid.safeParse(member.workspaceId).success && Uuid.safeParse(member.userId).success ? member : undefined
}
