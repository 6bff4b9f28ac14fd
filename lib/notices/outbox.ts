import { randomUUID } from 'node:crypto'
import type { Transaction } from '../db/client'
import { seal, unseal } from '../secrets/seal'
import { Letter } from './letter'
import { oneLine } from './text'
import { GIVE_UP_MS } from './when'

export type Purpose = 'notice' | 'daily' | 'invite' | 'test'

export type Posting = {
  workspaceId: string
  projectId?: string | null | undefined
  eventId?: string | undefined
  userId?: string | undefined
  channelId?: string | undefined
  purpose: Purpose
  /** Where it goes, as a person reads it: an address, or the name of a channel. */
  address: string
  subject: string
  letter: Letter
  /** `daily` waits for the day's one mail. */
  state?: 'waiting' | 'daily'
  /** Not before this moment, milliseconds; at once where left out. */
  dueAt?: number
}

const placeOf = (id: string, workspaceId: string) => ({ table: 'outbox_message', column: 'body', id, workspaceId })

/**
 * Puts one message into the outbox, in the transaction of what it is about. The same event never makes a second one
 * for the same person or channel. Answers its id, which is the one of the message wherever it goes.
 */
export async function post(tx: Transaction, posting: Posting): Promise<string> {
  const { workspaceId, dueAt } = posting
  const id = randomUUID()
  await tx.outboxMessage.createMany({
    data: [
      {
        id,
        workspaceId,
        projectId: posting.projectId ?? null,
        eventId: posting.eventId ?? null,
        userId: posting.userId ?? null,
        channelId: posting.channelId ?? null,
        purpose: posting.purpose,
        address: posting.address,
        subject: oneLine(posting.subject),
        body: seal(placeOf(id, workspaceId), JSON.stringify(posting.letter)),
        state: posting.state ?? 'waiting',
        ...(dueAt === undefined ? {} : { dueAt: new Date(dueAt) }),
        giveUpAt: new Date((dueAt ?? Date.now()) + GIVE_UP_MS),
      },
    ],
    skipDuplicates: true,
  })
  return id
}

/** The words of a stored message. Throws `SealError` when its key is gone. */
export function letterOf(row: { id: string; workspaceId: string; body: string }): Letter {
  return Letter.parse(JSON.parse(unseal(placeOf(row.id, row.workspaceId), row.body)))
}
