import { ownOrigin } from '../auth/origin'
import { database, type Transaction } from '../db/client'
import { inWorkspace } from '../db/workspace'
import { logger } from '../log'
import { routes } from '../routes'
import { SealError } from '../secrets/seal'
import { letterOf, post } from './outbox'
import { stopPage } from './places'
import { membersToTell } from './spread'

const PEOPLE_AT_ONCE = 50
/** More than anybody reads in one mail; the rest is in the product. */
const MOST_POINTS = 100

type Row = { id: string; workspaceId: string; subject: string; body: string }

/** One line for each message: what it is, and where to read on. */
function pointOf(row: Row): string {
  try {
    const { link } = letterOf(row)
    return link === undefined ? row.subject : `${row.subject} ${link.url}`
  } catch (error) {
    if (error instanceof SealError) return row.subject
    throw error
  }
}

async function waitingRows(tx: Transaction, { workspaceId, userId }: { workspaceId: string; userId: string }) {
  return tx.$queryRaw<Row[]>`
    select id, workspace_id as "workspaceId", subject, body from outbox_message
    where workspace_id = ${workspaceId}::uuid and user_id = ${userId}::uuid and state = 'daily'
      and due_at <= clock_timestamp()
    order by created_at for update skip locked`
}

async function foldOne(place: { workspaceId: string; userId: string }): Promise<boolean> {
  const { workspaceId, userId } = place
  return inWorkspace({ workspaceId, role: 'worker' }, async (tx) => {
    const rows = await waitingRows(tx, place)
    const member = (await membersToTell(tx, workspaceId)).find((candidate) => candidate.userId === userId)
    if (rows.length === 0 || member === undefined) return false
    const { slug, name } = await tx.workspace.findUniqueOrThrow({
      where: { id: workspaceId },
      select: { slug: true, name: true },
    })
    const count = `${rows.length} ${rows.length === 1 ? 'thing' : 'things'}`
    await post(tx, {
      workspaceId,
      userId,
      purpose: 'daily',
      address: member.email,
      subject: `${name}: ${count} since yesterday`,
      letter: {
        paragraphs: ['What happened since the last mail of this kind:'],
        points: [
          ...rows.slice(0, MOST_POINTS).map(pointOf),
          ...(rows.length > MOST_POINTS ? [`and ${rows.length - MOST_POINTS} more`] : []),
        ],
        link: { label: 'Open Launch Ready', url: `${ownOrigin()}${routes.projects(slug)}` },
        why: `You get this mail as a member of "${name}", because you chose one mail a day.`,
        settings: `${ownOrigin()}${routes.notices(slug)}`,
        stop: stopPage(place),
      },
    })
    await tx.outboxMessage.updateMany({
      where: { workspaceId, id: { in: rows.map(({ id }) => id) } },
      data: { state: 'folded', settledAt: new Date() },
    })
    return true
  })
}

/** Makes the one mail of the day for everybody whose hour has come. Two workers never fold the same message. */
export async function foldDaily(): Promise<number> {
  const people = await database('worker').$queryRaw<{ workspaceId: string; userId: string }[]>`
    select workspace_id as "workspaceId", user_id as "userId" from lr_daily_due(${PEOPLE_AT_ONCE}::int)`
  let done = 0
  for (const place of people) {
    try {
      if (await foldOne(place)) done += 1
    } catch (error) {
      logger('notices').warn({ workspaceId: place.workspaceId, err: String(error) }, 'a mail of the day was not made')
    }
  }
  return done
}
