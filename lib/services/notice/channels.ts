import { randomUUID } from 'node:crypto'
import { allow, allowOnlyConfirmed, type Context } from '../../auth/actor'
import { config } from '../../config'
import type { ChannelDto, NoticeKind } from '../../contracts/notice'
import type { Transaction } from '../../db/client'
import { AppError } from '../../errors'
import {
  type ChannelKind,
  makeSecret,
  movedSecret,
  OVERLAP_MS,
  readChannelUrl,
  sealChannel,
} from '../../notices/channel'
import { post } from '../../notices/outbox'
import { spend } from '../limit'
import { projectInWorkspace } from '../project/internal'
import { audit, inContext } from '../transaction'
import { channelIn } from './internal'

/** Enough for any team; every event goes to each of them. */
const MOST = 20

const NO_KEYS = 'This installation has no key to seal secrets with (LR_KEYS). Ask whoever runs it.'

type Wanted = { kind: ChannelKind; name: string; url: string; projectId: string | null; kinds: NoticeKind[] }
type Made = { channel: ChannelDto; secret: string | null }

/**
 * Adds a chat room or a program. The secret of a program is answered here and never again; address and secret are
 * kept sealed. Throws `invalid` for an address that is refused and `conflict` when there are too many.
 */
export async function createChannel(context: Context, wanted: Wanted): Promise<Made> {
  allow(context, 'channel.manage')
  allowOnlyConfirmed(context)
  if (config().LR_KEYS === undefined) throw new AppError('unavailable', { detail: NO_KEYS })
  const url = readChannelUrl(wanted.kind, wanted.url)
  const place = { id: randomUUID(), workspaceId: context.workspaceId }
  const secret = wanted.kind === 'webhook' ? makeSecret() : null
  const { kind, name, projectId } = wanted
  return inContext(context, async (tx) => {
    if (projectId !== null) await projectInWorkspace(tx, context, projectId)
    if ((await tx.noticeChannel.count({ where: { workspaceId: context.workspaceId } })) >= MOST) {
      throw new AppError('conflict', { detail: `A workspace has at most ${MOST} channels. Remove one first.` })
    }
    await tx.noticeChannel.createMany({
      data: [
        {
          ...place,
          projectId,
          kind,
          name,
          host: url.host,
          url: sealChannel(place, 'url', url.href),
          secret: secret === null ? null : sealChannel(place, 'secret', secret),
          kinds: [...new Set(wanted.kinds)],
          createdById: context.actor.kind === 'user' ? context.actor.userId : null,
        },
      ],
    })
    const channel = await channelIn(tx, context, place.id)
    await audit(tx, context, {
      action: 'channel.created',
      target: { kind: 'channel', id: place.id },
      change: { projectId, after: { kind, name, host: url.host, kinds: channel.kinds } },
    })
    return { channel, secret }
  })
}

/** Changes the name of a channel or what it is told of. */
export async function changeChannel(
  context: Context,
  { channelId, name, kinds }: { channelId: string; name?: string | undefined; kinds?: NoticeKind[] | undefined },
): Promise<ChannelDto> {
  allow(context, 'channel.manage')
  return inContext(context, async (tx) => {
    const before = await channelIn(tx, context, channelId)
    await tx.noticeChannel.updateMany({
      where: { workspaceId: context.workspaceId, id: channelId },
      data: { ...(name === undefined ? {} : { name }), ...(kinds === undefined ? {} : { kinds: [...new Set(kinds)] }) },
    })
    const after = await channelIn(tx, context, channelId)
    await audit(tx, context, {
      action: 'channel.changed',
      target: { kind: 'channel', id: channelId },
      change: { before: { name: before.name, kinds: before.kinds }, after: { name: after.name, kinds: after.kinds } },
    })
    return after
  })
}

/** Removes a channel with what waits for it. Removing one that is gone changes nothing. */
export async function deleteChannel(context: Context, channelId: string): Promise<{ deleted: true }> {
  allow(context, 'channel.manage')
  return inContext(context, async (tx) => {
    const where = { workspaceId: context.workspaceId, id: channelId }
    const row = await tx.noticeChannel.findFirst({ where, select: { name: true, host: true } })
    if (row === null) return { deleted: true }
    await tx.noticeChannel.deleteMany({ where })
    await audit(tx, context, {
      action: 'channel.deleted',
      target: { kind: 'channel', id: channelId },
      change: { before: row },
    })
    return { deleted: true }
  })
}

/** The stored secret, locked, so that two changes at once take turns. */
async function currentSecret(tx: Transaction, { workspaceId }: Context, id: string): Promise<string | null> {
  const rows = await tx.$queryRaw<{ secret: string | null }[]>`
    select secret from notice_channel where workspace_id = ${workspaceId}::uuid and id = ${id}::uuid for update`
  return rows[0]?.secret ?? null
}

/** Gives a program a new secret; the former one signs beside it for a day. Throws `conflict` for a chat room, which has none. */
export async function renewSecret(context: Context, channelId: string): Promise<Made> {
  allow(context, 'channel.manage')
  allowOnlyConfirmed(context)
  const place = { id: channelId, workspaceId: context.workspaceId }
  return inContext(context, async (tx) => {
    await channelIn(tx, context, channelId)
    const sealed = await currentSecret(tx, context, channelId)
    if (sealed === null) throw new AppError('conflict', { detail: 'A chat room has no secret: its address is one.' })
    const secret = makeSecret()
    await tx.noticeChannel.updateMany({
      where: place,
      data: {
        secret: sealChannel(place, 'secret', secret),
        oldSecret: movedSecret(place, sealed),
        oldSecretUntil: new Date(Date.now() + OVERLAP_MS),
      },
    })
    await audit(tx, context, { action: 'channel.secret-renewed', target: { kind: 'channel', id: channelId } })
    return { channel: await channelIn(tx, context, channelId), secret }
  })
}

/** Puts a test message on the way every message takes. Answers its id; what came of it is shown with the channel. */
export async function testChannel(context: Context, channelId: string): Promise<{ messageId: string }> {
  allow(context, 'channel.manage')
  await spend({ limit: 'channel.test', key: context.workspaceId })
  return inContext(context, async (tx) => {
    const { name } = await channelIn(tx, context, channelId)
    const messageId = await post(tx, {
      workspaceId: context.workspaceId,
      channelId,
      purpose: 'test',
      address: name,
      subject: 'Test message from Launch Ready',
      letter: {
        paragraphs: ['This channel works. You will be told here of what was chosen for it.'],
        points: [],
        why: '',
        data: { event: 'test' },
      },
    })
    await audit(tx, context, { action: 'channel.tested', target: { kind: 'channel', id: channelId } })
    return { messageId }
  })
}
