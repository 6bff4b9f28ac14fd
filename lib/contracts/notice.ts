import { z } from 'zod'
import { contract } from './contract'
import { CHANNEL_KINDS, NOTICE_KINDS, type NoticeKind } from './notice-kinds'
import { Id, line, Moment } from './primitives'

export type { NoticeKind } from './notice-kinds'
export const Kind = z.enum(NOTICE_KINDS)

const Kinds = z.array(Kind).max(NOTICE_KINDS.length)
const ChannelKinds = Kinds.refine(
  (kinds: readonly NoticeKind[]) => kinds.every((kind) => CHANNEL_KINDS.includes(kind)),
  'A channel cannot be told of this',
)
const Hour = z.number().int().min(0).max(23)

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

/** When a member gets mail. `quiet`: hours between which nothing is sent, in the person's time zone. */
export const NoticeSetting = z.strictObject({
  pace: z.enum(['now', 'daily']),
  dailyHour: Hour,
  timeZone: z.string().max(64).refine(isTimeZone, 'This is not a time zone'),
  quiet: z
    .strictObject({ from: Hour, to: Hour })
    .refine(({ from, to }) => from !== to, 'Begin and end cannot be the same hour')
    .nullable(),
  /** Mail is stopped altogether. */
  stopped: z.boolean(),
})
export type NoticeSetting = z.infer<typeof NoticeSetting>

/** What a member gets by e-mail in one project, or where `projectId` is null in all that have no choice of their own. */
export const NoticeChoice = z.object({ projectId: Id.nullable(), kinds: z.array(z.string()) })
export type NoticeChoice = z.infer<typeof NoticeChoice>

/** A chat room or a program. Its address is not shown again, only its host. */
export const ChannelDto = z.object({
  id: Id,
  kind: z.enum(['slack', 'webhook']),
  name: z.string(),
  host: z.string(),
  project: z.object({ id: Id, name: z.string() }).nullable(),
  kinds: z.array(z.string()),
  createdAt: Moment,
  lastSentAt: Moment.nullable(),
  problem: z.object({ text: z.string(), at: Moment }).nullable(),
  /** Until when messages are signed with the former secret too. */
  oldSecretUntil: Moment.nullable(),
})
export type ChannelDto = z.infer<typeof ChannelDto>

export const NoticesDto = z.object({
  /** Whether this installation has a mail server. */
  sendsMail: z.boolean(),
  setting: NoticeSetting,
  choices: z.array(NoticeChoice),
  channels: z.array(ChannelDto),
})
export type NoticesDto = z.infer<typeof NoticesDto>

export const getNotices = contract({
  id: 'notice.get',
  method: 'GET',
  path: '/workspaces/{workspaceId}/notices',
  can: 'notice.choose',
  summary: 'What you are told of, and the channels of the workspace',
  response: NoticesDto,
  errors: ['not-found'],
})

export const putNoticeSetting = contract({
  id: 'notice.setting',
  method: 'PUT',
  path: '/workspaces/{workspaceId}/notices/setting',
  can: 'notice.choose',
  summary: 'Choose when you get mail',
  body: NoticeSetting,
  response: NoticesDto,
  errors: ['invalid', 'not-found'],
})

/** `kinds` null takes the choice back: a project follows the general one again, that one means everything. */
export const putNoticeChoice = contract({
  id: 'notice.choice',
  method: 'PUT',
  path: '/workspaces/{workspaceId}/notices/choice',
  can: 'notice.choose',
  summary: 'Choose what you get by e-mail',
  body: z.strictObject({ projectId: Id.nullable(), kinds: Kinds.nullable() }),
  response: NoticesDto,
  errors: ['invalid', 'not-found'],
})

const ChannelAnswer = z.object({
  channel: ChannelDto,
  /** What signs its messages: answered here and never again. Null for a chat room. */
  secret: z.string().nullable(),
})

export const createChannel = contract({
  id: 'channel.create',
  method: 'POST',
  path: '/workspaces/{workspaceId}/channels',
  can: 'channel.manage',
  summary: 'Tell a chat room or a program',
  body: z.strictObject({
    kind: z.enum(['slack', 'webhook']),
    name: line(60),
    url: z.string().trim().min(1, 'Type its address').max(2048),
    projectId: Id.nullable(),
    kinds: ChannelKinds,
  }),
  response: ChannelAnswer,
  errors: ['invalid', 'not-found', 'conflict', 'confirm-first'],
})

export const changeChannel = contract({
  id: 'channel.change',
  method: 'PATCH',
  path: '/workspaces/{workspaceId}/channels/{channelId}',
  can: 'channel.manage',
  summary: 'Change what a channel is told of',
  body: z.strictObject({ name: line(60).optional(), kinds: ChannelKinds.optional() }),
  response: ChannelDto,
  errors: ['invalid', 'not-found'],
})

export const deleteChannel = contract({
  id: 'channel.delete',
  method: 'DELETE',
  path: '/workspaces/{workspaceId}/channels/{channelId}',
  can: 'channel.manage',
  summary: 'Remove a channel',
  response: z.object({ deleted: z.literal(true) }),
  errors: ['not-found'],
})

/** The former secret signs beside the new one for a day. */
export const renewSecret = contract({
  id: 'channel.secret',
  method: 'POST',
  path: '/workspaces/{workspaceId}/channels/{channelId}/secret',
  can: 'channel.manage',
  summary: 'Replace the secret of a program',
  status: 200,
  response: ChannelAnswer,
  errors: ['not-found', 'conflict', 'confirm-first'],
})

/** The message goes the way of every other; what came of it is shown with the channel. */
export const testChannel = contract({
  id: 'channel.test',
  method: 'POST',
  path: '/workspaces/{workspaceId}/channels/{channelId}/test',
  can: 'channel.manage',
  summary: 'Send a test message to a channel',
  status: 202,
  response: z.object({ messageId: Id }),
  errors: ['not-found', 'limit'],
})

export const OutboxState = z.enum(['waiting', 'daily', 'folded', 'sent', 'kept', 'dead'])
export type OutboxState = z.infer<typeof OutboxState>

export const OutboxMessageDto = z.object({
  id: Id,
  to: z.string(),
  via: z.enum(['mail', 'slack', 'webhook']),
  subject: z.string(),
  state: OutboxState,
  /** Why it was not delivered, so far or for good. */
  problem: z.string().nullable(),
  attempts: z.number().int(),
  createdAt: Moment,
  /** When it is sent or tried again; null once it was settled. */
  dueAt: Moment.nullable(),
  settledAt: Moment.nullable(),
})
export type OutboxMessageDto = z.infer<typeof OutboxMessageDto>

export const listOutbox = contract({
  id: 'outbox.list',
  method: 'GET',
  path: '/workspaces/{workspaceId}/outbox',
  can: 'outbox.read',
  summary: 'Messages of the last two weeks, newest first',
  query: z.strictObject({ cursor: z.string().max(200).optional() }),
  response: z.object({ items: z.array(OutboxMessageDto), next: z.string().nullable(), sendsMail: z.boolean() }),
  errors: ['invalid', 'not-found'],
})

export const readOutboxMessage = contract({
  id: 'outbox.read',
  method: 'GET',
  path: '/workspaces/{workspaceId}/outbox/{messageId}',
  can: 'outbox.read',
  summary: 'Read one message',
  response: z.object({
    message: OutboxMessageDto,
    /** Null where it cannot be opened any more. */
    text: z.string().nullable(),
    link: z.object({ label: z.string(), url: z.string() }).nullable(),
  }),
  errors: ['not-found'],
})

export const sendAgain = contract({
  id: 'outbox.again',
  method: 'POST',
  path: '/workspaces/{workspaceId}/outbox/{messageId}/again',
  can: 'outbox.read',
  summary: 'Send a message again that was given up',
  status: 202,
  response: OutboxMessageDto,
  errors: ['not-found', 'conflict'],
})
