import { z } from 'zod'

/** What people can be told of, in the order settings show it. */
export const NOTICE_KINDS = [
  'verdict-changed',
  'new-blocker',
  'assigned',
  'mention',
  'expiring',
  'expired',
  'run-failed',
  'ownership-elsewhere',
  'share-viewed',
] as const
export const NoticeKind = z.enum(NOTICE_KINDS)
export type NoticeKind = z.infer<typeof NoticeKind>

/** What rooms and programs can be told of; the rest is between two people. */
export const CHANNEL_KINDS = NOTICE_KINDS.filter((kind) => kind !== 'assigned' && kind !== 'mention')
