import type { z } from 'zod'
import type { ActivityDto } from '@/lib/contracts/activity'
import { formatExact } from '@/lib/format/time'

type Json = z.core.util.JSONType
type Fields = ReadonlyMap<string, string>

/** One thing that changed, in words. Without `before` it is only what was said. */
export type ChangeLine = { label: string; before: string | undefined; after: string | undefined }

/** Says nothing to a person: the project stands beside the event, the others only name a row. */
const UNSAID: ReadonlySet<string> = new Set([
  'projectId',
  'project',
  'fingerprint',
  'confirmationId',
  'commentId',
  'parkedId',
  'invite',
])

const LABELS: Readonly<Record<string, string>> = {
  checkId: 'Check',
  ownerId: 'Owner',
  userId: 'Person',
  dueAt: 'Due',
  dueOn: 'Due',
  place: 'Question',
  signalId: 'Signal',
  itemId: 'Requirement',
}

const NOTHING = 'nothing'
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/

function labelOf(path: string): string {
  const words = path
    .split('.')
    .map((part) => LABELS[part] ?? part.replace(/([a-z])([A-Z])/g, '$1 $2').replace(/[-_]/g, ' '))
    .join(', ')
    .toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function valueWords(value: Json | undefined, names: Fields): string {
  if (value === undefined || value === null || value === '') return NOTHING
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'string')
    return names.get(value) ?? (MOMENT.test(value) ? formatExact(Date.parse(value)) : value)
  if (typeof value !== 'object') return String(value)
  if (!Array.isArray(value)) return JSON.stringify(value)
  if (value.length === 0) return NOTHING
  return value.map((entry) => (typeof entry === 'object' ? JSON.stringify(entry) : valueWords(entry, names))).join(', ')
}

function isFields(value: Json | undefined): value is { [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The fields of a value by their paths: `waiver.reason`. */
function flat(value: Json | undefined, names: Fields, path = ''): Map<string, string> {
  if (!isFields(value)) return path === '' ? new Map() : new Map([[path, valueWords(value, names)]])
  return new Map(
    Object.entries(value).flatMap(([key, part]) =>
      UNSAID.has(key) ? [] : [...flat(part, names, path === '' ? key : `${path}.${key}`)],
    ),
  )
}

/**
 * What an event changed, a line for each field that differs. `names`: people of the workspace by their id.
 * A field that was nothing and is nothing says nothing.
 */
export function changeLines(change: ActivityDto['change'], names: Fields): ChangeLine[] {
  if (!isFields(change)) return change === null ? [] : [line('Change', undefined, valueWords(change, names))]
  const { before: was, after: is, ...rest } = change
  const around = [...flat(rest, names)].map(([path, text]) => line(labelOf(path), undefined, text))
  const before = flat(was, names)
  const after = flat(is, names)
  const paths = [...new Set([...before.keys(), ...after.keys()])].filter((path) => !Object.hasOwn(rest, path))
  const changed = paths.flatMap((path) => {
    const [old = NOTHING, now = NOTHING] = [before.get(path), after.get(path)]
    if (old === now) return []
    return [line(labelOf(path), isFields(was) ? old : undefined, isFields(is) ? now : undefined)]
  })
  return [...around, ...changed]
}

function line(label: string, before: string | undefined, after: string | undefined): ChangeLine {
  return { label, before, after }
}
