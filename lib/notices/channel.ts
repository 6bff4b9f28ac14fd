import { randomBytes } from 'node:crypto'
import { config } from '../config'
import { invalidField } from '../errors'
import { seal, unseal } from '../secrets/seal'
import type { Target } from './channels/hook'

export type ChannelKind = 'slack' | 'webhook'

/** How long messages are signed with the secret before the last change as well. */
export const OVERLAP_MS = 24 * 3_600_000

const MOST_URL = 2048

type Place = { id: string; workspaceId: string }
type Column = 'url' | 'secret' | 'old_secret'

const placeOf = ({ id, workspaceId }: Place, column: Column) => ({ table: 'notice_channel', column, id, workspaceId })

/** A field of a channel as it is stored. */
export function sealChannel(place: Place, column: Column, text: string): string {
  return seal(placeOf(place, column), text)
}

/** A sealed secret as it is kept while its successor takes over. Throws `SealError` when its key is gone. */
export function movedSecret(place: Place, sealed: string): string {
  return sealChannel(place, 'old_secret', unseal(placeOf(place, 'secret'), sealed))
}

/** A fresh secret that signs what a program gets. */
export function makeSecret(): string {
  return `lrs_${randomBytes(32).toString('base64url')}`
}

/**
 * The address of a channel as it is kept. Throws `invalid` for one we would never post to: not https, with a name and
 * password, or for a chat room elsewhere than at the services this installation knows.
 */
export function readChannelUrl(kind: ChannelKind, typed: string): URL {
  const url = URL.parse(typed)
  if (url === null || typed.length > MOST_URL)
    throw invalidField('url', 'Type a whole address such as https://acme.io/hook')
  const { LR_TEST_NETWORK, LR_CHAT_HOSTS } = config()
  if (url.protocol !== 'https:' && !(LR_TEST_NETWORK && url.protocol === 'http:')) {
    throw invalidField('url', 'Use an address that starts with https://')
  }
  if (url.username !== '' || url.password !== '')
    throw invalidField('url', 'Leave name and password out of the address')
  const rooms = ['hooks.slack.com', ...LR_CHAT_HOSTS]
  if (kind === 'slack' && !rooms.includes(url.host)) {
    throw invalidField('url', `Chat addresses start with https://${rooms.join(' or https://')}`)
  }
  url.hash = ''
  return url
}

type Stored = Place & {
  kind: string
  url: string
  secret: string | null
  oldSecret: string | null
  oldSecretUntil: Date | null
}

/** A stored channel, opened right before it is used. Throws `SealError` when a key is gone. */
export function channelTarget(row: Stored): Target {
  const isOverlapping = row.oldSecretUntil !== null && row.oldSecretUntil.getTime() > Date.now()
  const secrets = [
    ...(row.secret === null ? [] : [unseal(placeOf(row, 'secret'), row.secret)]),
    ...(row.oldSecret === null || !isOverlapping ? [] : [unseal(placeOf(row, 'old_secret'), row.oldSecret)]),
  ]
  return { kind: row.kind === 'slack' ? 'slack' : 'webhook', url: unseal(placeOf(row, 'url'), row.url), secrets }
}
