import type { OutboxState } from '@/lib/contracts/notice'
import type { NoticeKind } from '@/lib/contracts/notice-kinds'

export const KIND_WORDS: Record<NoticeKind, string> = {
  'verdict-changed': 'The answer of a project changes',
  'new-blocker': 'A new launch blocker',
  assigned: 'Somebody makes you the owner of something',
  asked: 'Somebody asks you a question',
  mention: 'Somebody mentions you',
  expiring: 'A confirmation or accepted risk ends in 7 days',
  expired: 'A confirmation or accepted risk has ended',
  'run-failed': 'An audit fails on our side',
  'ownership-elsewhere': 'Another workspace proves a name of yours',
  'share-viewed': 'A link you shared is opened',
}

export const STATE_WORDS: Record<OutboxState, string> = {
  waiting: 'On its way',
  daily: 'Waits for the mail of the day',
  folded: 'Not sent by itself',
  sent: 'Delivered',
  kept: 'Not sent: no mail server',
  dead: 'Given up',
}

export const VIA_WORDS = { mail: 'Email', slack: 'Chat room', webhook: 'Program' } as const

/** Hours of a day as choices. */
export const HOURS = Array.from({ length: 24 }, (_, hour) => ({
  value: String(hour),
  label: `${String(hour).padStart(2, '0')}:00`,
}))
