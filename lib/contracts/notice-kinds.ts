/** What people can be told of, in the order settings show it. */
export const NOTICE_KINDS = [
  'verdict-changed',
  'new-blocker',
  'assigned',
  'asked',
  'mention',
  'expiring',
  'expired',
  'run-failed',
  'ownership-elsewhere',
  'share-viewed',
] as const
export type NoticeKind = (typeof NOTICE_KINDS)[number]

/** What chat rooms and programs can be told of; the rest is between two people. */
export const CHANNEL_KINDS: readonly NoticeKind[] = NOTICE_KINDS.filter(
  (kind) => kind !== 'assigned' && kind !== 'asked' && kind !== 'mention',
)
