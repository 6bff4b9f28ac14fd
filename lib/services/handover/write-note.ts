import type { Context } from '../../auth/actor'
import { now } from '../../config'
import { NOTE_CHARACTERS } from '../../contracts/attestation'
import type { HandoverDto, HandoverRowDto } from '../../contracts/handover'
import { mergeLines } from '../../contracts/merge-lines'
import { notFound } from '../../errors'
import { maskSecrets } from '../../secrets/mask'
import { nameOf } from '../input/internal'
import { type Change, changeHandover, type Scene } from './change'
import { nameRow, rowAt, writeRow } from './internal'

type Base = { version: number; text: string }
type Outcome = 'saved' | 'merged' | 'conflict'
type Written = { outcome: Outcome; note: HandoverRowDto['note']; handover: HandoverDto }

/** What is kept: the words as typed, both put together, or nothing where only a person can decide. */
function settled(mine: string, base: Base, known: { noteVersion: number; note: string }) {
  if (known.noteVersion === base.version || known.note === mine) return { outcome: 'saved' as const, text: mine }
  const merged = mergeLines({ base: base.text, mine, theirs: known.note })
  if (merged === undefined || merged.length > NOTE_CHARACTERS) return { outcome: 'conflict' as const, text: undefined }
  return { outcome: 'merged' as const, text: merged }
}

async function write(scene: Scene, key: string, { mine, base }: { mine: string; base: Base }) {
  const { label } = await nameRow(scene, key)
  const row = await rowAt(scene, key)
  const { outcome, text } = settled(mine, base, row)
  if (text === undefined || text === row.note) return { outcome, change: undefined }
  const noteBy = nameOf(scene.context)
  await writeRow(scene, key, { note: text, noteVersion: row.noteVersion + 1, noteBy, noteAt: new Date(now()) })
  const change: Change = { key, action: 'noted', label, before: { note: row.note }, after: { note: text } }
  return { outcome, change }
}

/**
 * Saves a note that was written on top of `base`. Where somebody else saved in between, both are put together line
 * by line; where they touched the same lines nothing is written and the kept text comes back beside `conflict`.
 */
export async function writeNote(
  context: Context,
  { projectId, row: key, text, base }: { projectId: string; row: string; text: string; base: Base },
): Promise<Written> {
  let outcome: Outcome = 'saved'
  const handover = await changeHandover(context, projectId, async (scene) => {
    const written = await write(scene, key, { mine: maskSecrets(text), base })
    outcome = written.outcome
    return written.change
  })
  const row = handover.sections.flatMap(({ rows }) => rows).find((entry) => entry.key === key)
  if (row === undefined) throw notFound()
  return { outcome, note: row.note, handover }
}
