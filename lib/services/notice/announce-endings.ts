import { now } from '../../config'
import { database, type Transaction } from '../../db/client'
import { announce, markVerdict } from '../../notices/announce'
import { items } from '../../roadmaps/items'
import { type Context, systemContext } from '../system-context'
import { inContext } from '../transaction'

const AT_ONCE = 200

type Ending = {
  workspaceId: string
  projectId: string
  what: 'waiver' | 'confirmation'
  ref: string
  endsAt: Date
  key: string
}

type About = { title: string; ref: string; to: string[] }

/** An accepted risk is its owner's and that of the person who accepted it. */
async function aboutWaiver(tx: Transaction, { workspaceId, projectId, ref }: Ending): Promise<About> {
  const place = { workspaceId, projectId, fingerprint: ref }
  const [triage, finding] = await Promise.all([
    tx.triage.findFirst({ where: place, select: { checkId: true, ownerId: true, waivedById: true } }),
    tx.finding.findFirst({ where: place, select: { text: true }, orderBy: { runId: 'desc' } }),
  ])
  const checkId = triage?.checkId ?? ''
  const to = [triage?.ownerId, triage?.waivedById].flatMap((id) => id ?? [])
  return { title: finding?.text ?? checkId, ref: checkId, to }
}

function itemText(id: string): string {
  const known: Record<string, { text: string }> = items
  return known[id]?.text ?? id
}

async function aboutConfirmation(tx: Transaction, { workspaceId, projectId, ref }: Ending): Promise<About> {
  const entry = await tx.attestation.findFirst({
    where: { workspaceId, projectId, itemId: ref },
    orderBy: { at: 'desc' },
    select: { byId: true },
  })
  return { title: itemText(ref), ref, to: entry?.byId == null ? [] : [entry.byId] }
}

async function announceOne(context: Context, ending: Ending): Promise<void> {
  const { workspaceId, projectId, what, key, endsAt } = ending
  await inContext(context, async (tx) => {
    const { to, ...about } = await (what === 'waiver' ? aboutWaiver : aboutConfirmation)(tx, ending)
    const isOver = endsAt.getTime() <= now()
    await announce(tx, {
      workspaceId,
      projectId,
      key,
      facts: { kind: isOver ? 'expired' : 'expiring', what, ...about, endsAt: endsAt.toISOString() },
      ...(to.length === 0 ? {} : { to }),
    })
    // The clock alone changed what the project's answer stands on.
    if (isOver) await markVerdict(tx, { workspaceId, projectId })
  })
}

/** Announces accepted risks and confirmations that end within a week or have just ended, each once. Answers how many. */
export async function announceEndings(): Promise<number> {
  const endings = await database('worker').$queryRaw<Ending[]>`
    select workspace_id as "workspaceId", project_id as "projectId", what, ref, ends_at as "endsAt", key
    from lr_expiring(${new Date(now())}, ${AT_ONCE}::int)`
  for (const ending of endings) {
    const { workspaceId } = ending
    await announceOne(systemContext({ workspaceId, reason: 'notices', requestId: ending.key }), ending)
  }
  return endings.length
}
