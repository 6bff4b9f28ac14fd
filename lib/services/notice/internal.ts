import type { Context } from '../../auth/actor'
import { canSendMail } from '../../auth/mail'
import type { ChannelDto, NoticesDto } from '../../contracts/notice'
import type { Transaction } from '../../db/client'
import { AppError, notFound } from '../../errors'

/** Everything of a channel but its address and its secrets. */
export const CHANNEL_SELECT = {
  id: true,
  kind: true,
  name: true,
  host: true,
  kinds: true,
  createdAt: true,
  lastSentAt: true,
  lastProblem: true,
  lastProblemAt: true,
  oldSecretUntil: true,
  project: { select: { id: true, name: true } },
} as const

type ChannelRow = {
  id: string
  kind: string
  name: string
  host: string
  kinds: string[]
  createdAt: Date
  lastSentAt: Date | null
  lastProblem: string | null
  lastProblemAt: Date | null
  oldSecretUntil: Date | null
  project: { id: string; name: string } | null
}

export function channelDto(row: ChannelRow): ChannelDto {
  const { lastProblem: text, lastProblemAt: at, oldSecretUntil } = row
  const overlaps = oldSecretUntil !== null && oldSecretUntil.getTime() > Date.now()
  return {
    id: row.id,
    kind: row.kind === 'slack' ? 'slack' : 'webhook',
    name: row.name,
    host: row.host,
    project: row.project,
    kinds: row.kinds,
    createdAt: row.createdAt.toISOString(),
    lastSentAt: row.lastSentAt?.toISOString() ?? null,
    problem: text === null || at === null ? null : { text, at: at.toISOString() },
    oldSecretUntil: overlaps ? oldSecretUntil.toISOString() : null,
  }
}

/** One channel of the workspace, or `not-found`. */
export async function channelIn(tx: Transaction, { workspaceId }: Context, id: string): Promise<ChannelDto> {
  const row = await tx.noticeChannel.findFirst({ where: { workspaceId, id }, select: CHANNEL_SELECT })
  if (row === null) throw notFound()
  return channelDto(row)
}

/** The person whose choices these are; the product itself has none. */
export function memberOf({ workspaceId, actor }: Context): { workspaceId: string; userId: string } {
  if (actor.kind !== 'user') throw new AppError('forbidden')
  return { workspaceId, userId: actor.userId }
}

/** What a member chose, and the channels of the workspace. */
export async function noticesOf(tx: Transaction, context: Context): Promise<NoticesDto> {
  const member = memberOf(context)
  const [setting, choices, channels] = await Promise.all([
    tx.noticeSetting.findUnique({ where: { workspaceId_userId: member } }),
    tx.noticeChoice.findMany({ where: member, select: { projectId: true, kinds: true }, orderBy: { id: 'asc' } }),
    tx.noticeChannel.findMany({
      where: { workspaceId: member.workspaceId },
      select: CHANNEL_SELECT,
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    }),
  ])
  const { quietFrom = null, quietTo = null } = setting ?? {}
  return {
    sendsMail: canSendMail(),
    setting: {
      pace: setting?.pace === 'daily' ? 'daily' : 'now',
      dailyHour: setting?.dailyHour ?? 8,
      timeZone: setting?.timeZone ?? 'UTC',
      quiet: quietFrom === null || quietTo === null ? null : { from: quietFrom, to: quietTo },
      stopped: setting?.stoppedAt != null,
    },
    choices,
    channels: channels.map(channelDto),
  }
}
