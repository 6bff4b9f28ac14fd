import type { Context } from '../../auth/actor'
import type { HandoverDto } from '../../contracts/handover'
import { invalidField } from '../../errors'
import { announce } from '../../notices/announce'
import { maskSecrets } from '../../secrets/mask'
import { nameOf } from '../input/internal'
import { refuseStranger } from '../triage/update-triage'
import { type Change, changeHandover, type HandoverAction, type Scene } from './change'
import { type Named, nameRow, rowAt, writeRow } from './internal'

type Wanted = {
  text?: string | undefined
  ownerId?: string | null | undefined
  dueOn?: string | null | undefined
  from?: string | undefined
  to?: string | undefined
}

const dayOf = (at: Date | null): string | null => at?.toISOString().slice(0, 10) ?? null

function refuseMisfits(named: Named, { text, from, to }: Wanted): void {
  if (text !== undefined && named.kind !== 'own') throw invalidField('text', 'Only rows you added can be renamed')
  if ((from !== undefined || to !== undefined) && named.kind !== 'transfer')
    throw invalidField(from === undefined ? 'to' : 'from', 'This row is no transfer')
}

function actionOf({ text, ownerId, dueOn }: Wanted): HandoverAction {
  if (text !== undefined) return 'renamed'
  if (ownerId !== undefined) return 'owner'
  return dueOn === undefined ? 'transfer' : 'due'
}

/** The stored columns a wish changes, before and after, as far as they differ. */
function differences(row: Awaited<ReturnType<typeof rowAt>>, wanted: Wanted) {
  const known: Record<string, string | null> = {
    text: row.text,
    ownerId: row.ownerId,
    dueOn: dayOf(row.dueOn),
    transferredFrom: row.transferredFrom,
    transferredTo: row.transferredTo,
  }
  const asked: Record<string, string | null | undefined> = {
    text: wanted.text === undefined ? undefined : maskSecrets(wanted.text),
    ownerId: wanted.ownerId,
    dueOn: wanted.dueOn,
    transferredFrom: wanted.from === undefined ? undefined : maskSecrets(wanted.from),
    transferredTo: wanted.to === undefined ? undefined : maskSecrets(wanted.to),
  }
  const changed = Object.entries(asked).flatMap(([name, value]) =>
    value === undefined || value === known[name] ? [] : [{ name, before: known[name] ?? null, after: value }],
  )
  return {
    before: Object.fromEntries(changed.map(({ name, before }) => [name, before])),
    after: Object.fromEntries(changed.map(({ name, after }) => [name, after])),
  }
}

/** Columns as the database takes them. */
export function columnsOf(values: Record<string, string | number | null>) {
  const { dueOn, ...rest } = values
  return { ...rest, ...(dueOn === undefined ? {} : { dueOn: dueOn === null ? null : new Date(`${dueOn}T00:00:00Z`) }) }
}

async function tellOwner(
  { tx, context, place }: Scene,
  { key, title, ownerId }: { key: string; title: string; ownerId: string },
): Promise<void> {
  await announce(tx, {
    ...place,
    key: `assigned:${place.projectId}:row:${key}:${ownerId}:${Date.now()}`,
    facts: { kind: 'assigned', by: nameOf(context), title, row: key },
    to: [ownerId],
    except: context.actor.kind === 'user' ? context.actor.userId : undefined,
  })
}

async function write(scene: Scene, key: string, wanted: Wanted): Promise<Change | undefined> {
  const named = await nameRow(scene, key)
  refuseMisfits(named, wanted)
  if (typeof wanted.ownerId === 'string') await refuseStranger(scene.tx, scene.context.workspaceId, wanted.ownerId)
  const { before, after } = differences(await rowAt(scene, key), wanted)
  if (Object.keys(after).length === 0) return undefined
  await writeRow(scene, key, columnsOf(after))
  if (typeof after.ownerId === 'string') await tellOwner(scene, { key, title: named.label, ownerId: after.ownerId })
  return { key, action: actionOf(wanted), label: named.label, before, after }
}

/** Changes words, owner, due day or the two sides of a transfer. Throws `invalid` for what does not fit the row. */
export async function changeRow(
  context: Context,
  { projectId, row, ...wanted }: Wanted & { projectId: string; row: string },
): Promise<HandoverDto> {
  return changeHandover(context, projectId, (scene) => write(scene, row, wanted))
}
