import { ownOrigin } from '../auth/origin'
import { database, type Transaction } from '../db/client'
import type { NoticeEvent as EventRow } from '../db/notice-rows'
import { inWorkspace } from '../db/workspace'
import { logger } from '../log'
import { routes } from '../routes'
import { audienceOf, type Recipient, wantsMail } from './audience'
import { NoticeFacts } from './event'
import type { Letter } from './letter'
import { post } from './outbox'
import { stopPage } from './places'
import { type Pace, sendAt, USUAL_PACE } from './when'
import { saidOf, type Where, whyOf } from './words'

const AT_ONCE = 50

/** The members of a workspace with their addresses; for the worker, which sees no accounts. */
export async function membersToTell(tx: Transaction, workspaceId: string): Promise<Recipient[]> {
  return tx.$queryRaw<Recipient[]>`
    select user_id as "userId", role, email, name from lr_members_to_tell(${workspaceId}::uuid)`
}

async function whereOf(tx: Transaction, { workspaceId, projectId }: EventRow): Promise<Where> {
  const workspace = await tx.workspace.findUniqueOrThrow({
    where: { id: workspaceId },
    select: { slug: true, name: true },
  })
  const project =
    projectId === null
      ? null
      : await tx.project.findUnique({
          where: { id: projectId, workspaceId },
          select: { id: true, name: true, domain: true },
        })
  return { origin: ownOrigin(), workspace, project: project ?? undefined }
}

function paceOf(row: {
  pace: string
  dailyHour: number
  timeZone: string
  quietFrom: number | null
  quietTo: number | null
}): Pace {
  return { ...row, pace: row.pace === 'daily' ? 'daily' : 'now' }
}

async function tellPeople(tx: Transaction, { event, facts, where }: Telling): Promise<void> {
  const { workspaceId, projectId, kinds } = event
  const [choices, settings, members] = await Promise.all([
    tx.noticeChoice.findMany({ where: { workspaceId } }),
    tx.noticeSetting.findMany({ where: { workspaceId } }),
    membersToTell(tx, workspaceId),
  ])
  const said = saidOf(facts, where)
  for (const { userId, email } of audienceOf(event, members)) {
    const setting = settings.find((row) => row.userId === userId)
    if (setting?.stoppedAt != null || !wantsMail(userId, { kinds, projectId }, choices)) continue
    const pace = setting === undefined ? USUAL_PACE : paceOf(setting)
    const letter: Letter = {
      ...said.letter,
      why: whyOf(facts.kind, where.workspace.name),
      settings: `${where.origin}${routes.notices(where.workspace.slug)}`,
      stop: stopPage({ workspaceId, userId }),
    }
    await post(tx, {
      workspaceId,
      projectId,
      eventId: event.id,
      userId,
      purpose: 'notice',
      address: email,
      subject: said.subject,
      letter,
      state: pace.pace === 'daily' ? 'daily' : 'waiting',
      dueAt: sendAt(Date.now(), pace),
    })
  }
}

async function tellChannels(tx: Transaction, { event, facts, where }: Telling): Promise<void> {
  const { workspaceId, projectId, kinds } = event
  const channels = await tx.noticeChannel.findMany({
    where: {
      workspaceId,
      kinds: { hasSome: kinds },
      OR: [{ projectId: null }, ...(projectId === null ? [] : [{ projectId }])],
    },
    select: { id: true, name: true },
  })
  const { subject, letter } = saidOf(facts, where)
  const { kind, ...rest } = facts
  const data = {
    event: kind,
    happenedAt: event.createdAt.toISOString(),
    workspace: { id: workspaceId, name: where.workspace.name },
    project: where.project ?? null,
    facts: rest,
  }
  for (const { id: channelId, name } of channels) {
    await post(tx, {
      workspaceId,
      projectId,
      eventId: event.id,
      channelId,
      purpose: 'notice',
      address: name,
      subject,
      letter: { ...letter, why: '', data },
    })
  }
}

type Telling = { event: EventRow; facts: NoticeFacts; where: Where }

async function spreadOne({ workspaceId, eventId }: { workspaceId: string; eventId: string }): Promise<boolean> {
  return inWorkspace({ workspaceId, role: 'worker' }, async (tx) => {
    const locked = await tx.$queryRaw<unknown[]>`
      select 1 from notice_event where workspace_id = ${workspaceId}::uuid and id = ${eventId}::uuid
        and spread_at is null for update skip locked`
    if (locked.length === 0) return false
    const event = await tx.noticeEvent.findUniqueOrThrow({ where: { id: eventId, workspaceId } })
    const facts = NoticeFacts.safeParse(event.facts)
    if (facts.success) {
      const telling = { event, facts: facts.data, where: await whereOf(tx, event) }
      await tellPeople(tx, telling)
      await tellChannels(tx, telling)
    } else {
      logger('notices').error({ eventId, kinds: event.kinds }, 'an event cannot be read and is not announced')
    }
    await tx.$executeRaw`
      update notice_event set spread_at = clock_timestamp()
      where workspace_id = ${workspaceId}::uuid and id = ${eventId}::uuid`
    return true
  })
}

/**
 * Turns events into messages: one for each member who wants it and one for each channel, all in the transaction that
 * marks the event. Workers take turns on an event. Answers how many events became messages.
 */
export async function spreadEvents(): Promise<number> {
  const events = await database('worker').$queryRaw<{ workspaceId: string; eventId: string }[]>`
    select workspace_id as "workspaceId", event_id as "eventId" from lr_events_to_spread(${AT_ONCE}::int)`
  let done = 0
  for (const event of events) {
    try {
      if (await spreadOne(event)) done += 1
    } catch (error) {
      // One event that cannot be told now keeps none of the others back.
      logger('notices').warn({ eventId: event.eventId, err: String(error) }, 'an event was not announced')
    }
  }
  return done
}
