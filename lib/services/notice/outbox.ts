import { allow, type Context } from '../../auth/actor'
import { canSendMail } from '../../auth/mail'
import { type OutboxMessageDto, OutboxState } from '../../contracts/notice'
import type { Transaction } from '../../db/client'
import { AppError, notFound } from '../../errors'
import { type Letter, letterText } from '../../notices/letter'
import { letterOf } from '../../notices/outbox'
import { GIVE_UP_MS } from '../../notices/when'
import { SealError } from '../../secrets/seal'
import { cursorAfter, readCursor } from '../cursor'
import { audit, inContext } from '../transaction'

const AT_ONCE = 50

const SELECT = {
  id: true,
  address: true,
  subject: true,
  state: true,
  problem: true,
  attempts: true,
  createdAt: true,
  dueAt: true,
  settledAt: true,
  channel: { select: { kind: true } },
} as const

type Row = {
  id: string
  address: string
  subject: string
  state: string
  problem: string | null
  attempts: number
  createdAt: Date
  dueAt: Date
  settledAt: Date | null
  channel: { kind: string } | null
}

function messageDto(row: Row): OutboxMessageDto {
  const { id, address: to, subject, problem, attempts, settledAt, channel } = row
  return {
    id,
    to,
    via: channel === null ? 'mail' : channel.kind === 'slack' ? 'slack' : 'webhook',
    subject,
    state: OutboxState.parse(row.state),
    problem,
    attempts,
    createdAt: row.createdAt.toISOString(),
    dueAt: settledAt === null ? row.dueAt.toISOString() : null,
    settledAt: settledAt?.toISOString() ?? null,
  }
}

/** Messages of the workspace, newest first, without their text. */
export async function listOutbox(context: Context, { cursor }: { cursor?: string | undefined }) {
  allow(context, 'outbox.read')
  const before = readCursor(cursor)
  const rows = await inContext(context, (tx) =>
    tx.outboxMessage.findMany({
      where: {
        workspaceId: context.workspaceId,
        ...(before === undefined
          ? {}
          : { OR: [{ createdAt: { lt: before.createdAt } }, { createdAt: before.createdAt, id: { lt: before.id } }] }),
      },
      select: SELECT,
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      take: AT_ONCE + 1,
    }),
  )
  const items = rows.slice(0, AT_ONCE).map(messageDto)
  const last = items.at(-1)
  return {
    items,
    next: rows.length > AT_ONCE && last !== undefined ? cursorAfter(last) : null,
    sendsMail: canSendMail(),
  }
}

function opened(row: { id: string; workspaceId: string; body: string }): Letter | undefined {
  try {
    const { stop: _, ...letter } = letterOf(row)
    return letter
  } catch (error) {
    if (error instanceof SealError) return undefined
    throw error
  }
}

/** One message as it was written; the link that stops somebody's mail is left out. */
export async function readOutboxMessage(context: Context, messageId: string) {
  allow(context, 'outbox.read')
  const row = await inContext(context, (tx) =>
    tx.outboxMessage.findFirst({
      where: { workspaceId: context.workspaceId, id: messageId },
      select: { ...SELECT, workspaceId: true, body: true },
    }),
  )
  if (row === null) throw notFound()
  const letter = opened(row)
  return {
    message: messageDto(row),
    text: letter === undefined ? null : letterText(letter),
    link: letter?.link ?? null,
  }
}

async function messageIn(tx: Transaction, { workspaceId }: Context, id: string): Promise<OutboxMessageDto> {
  const row = await tx.outboxMessage.findFirst({ where: { workspaceId, id }, select: SELECT })
  if (row === null) throw notFound()
  return messageDto(row)
}

/** Tries a message again that was given up or only kept, for another day. Throws `conflict` for any other. */
export async function sendAgain(context: Context, messageId: string): Promise<OutboxMessageDto> {
  allow(context, 'outbox.read')
  const { workspaceId } = context
  return inContext(context, async (tx) => {
    await messageIn(tx, context, messageId)
    const now = Date.now()
    const { count } = await tx.outboxMessage.updateMany({
      where: { workspaceId, id: messageId, state: { in: ['dead', 'kept'] } },
      data: {
        state: 'waiting',
        settledAt: null,
        problem: null,
        attempts: 0,
        dueAt: new Date(now),
        giveUpAt: new Date(now + GIVE_UP_MS),
      },
    })
    if (count === 0) throw new AppError('conflict', { detail: 'This message was sent, or is on its way.' })
    await audit(tx, context, { action: 'outbox.sent-again', target: { kind: 'message', id: messageId } })
    return messageIn(tx, context, messageId)
  })
}
