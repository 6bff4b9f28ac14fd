import { z } from 'zod'
import type { Immutable } from '../../engine/immutable'
import { dnsStatusSchema, isUndecided } from './dns-facts'
import { providerOfValue } from './zone-facts'

export const DRIFT_TYPES = ['ADDRESS', 'MX', 'NS', 'SPF', 'DMARC', 'DKIM', 'CAA'] as const

export type DriftType = (typeof DRIFT_TYPES)[number]

const values = z.array(z.string().max(1100)).max(60)

const confirmedSetSchema = z.object({ name: z.string().max(253), type: z.enum(DRIFT_TYPES), values })

/**
 * What a person confirmed to be right, as it is kept under the question `dns-confirmed`: every set
 * that was looked at, also the empty ones, so that a record that appears is seen as well.
 */
export const confirmedSchema = z.object({ sets: z.array(confirmedSetSchema).max(200) })

/** One record set in comparable form: sorted, in lower case where DNS ignores case, without TTL. */
export const currentSetSchema = confirmedSetSchema.extend({
  status: dnsStatusSchema,
  /** Another server's word, asked where the set is not as confirmed. */
  second: z.object({ by: z.string(), status: dnsStatusSchema, values }).optional(),
})

export type ConfirmedSet = z.infer<typeof confirmedSetSchema>
export type Confirmed = z.infer<typeof confirmedSchema>
export type CurrentSet = z.infer<typeof currentSetSchema>

type Now = Immutable<CurrentSet>
type Before = Immutable<ConfirmedSet>

/** How a set compares with what was confirmed. */
export type Drift =
  | { kind: 'same'; now: Now }
  | { kind: 'rotated'; now: Now; before: Before }
  | { kind: 'changed' | 'gone' | 'appeared'; now: Now; before: Before }
  | { kind: 'unsettled' | 'undecided'; now: Now; before: Before }
  | { kind: 'unconfirmed'; now: Now }

/** The sets of a run as a snapshot to confirm; sets that could not be read are left out. */
export function snapshotOf(sets: Immutable<CurrentSet[]>): Confirmed {
  return {
    sets: sets
      .filter((set) => !isUndecided(set.status))
      .map(({ name, type, values: held }) => ({ name, type, values: [...held] })),
  }
}

function keyOf({ name, type }: { name: string; type: DriftType }): string {
  return `${type} ${name.toLowerCase()}`
}

function isEqual(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((value, index) => value === right[index])
}

/** Addresses of one network may change as it likes: its customers point to the network, not to a machine. */
function isOneNetwork(left: readonly string[], right: readonly string[]): boolean {
  const networks = new Set([...left, ...right].map(providerOfValue))
  return left.length > 0 && right.length > 0 && networks.size === 1 && !networks.has(undefined)
}

function isAsBefore(type: DriftType, now: readonly string[], before: readonly string[]): boolean {
  return isEqual(now, before) || (type === 'ADDRESS' && isOneNetwork(now, before))
}

function compareSet(now: Now, before: Before | undefined): Drift {
  if (before === undefined) return { kind: 'unconfirmed', now }
  if (isUndecided(now.status)) return { kind: 'undecided', now, before }
  if (isEqual(now.values, before.values)) return { kind: 'same', now }
  if (isAsBefore(now.type, now.values, before.values)) return { kind: 'rotated', now, before }
  const { second } = now
  if (second === undefined || isUndecided(second.status)) return { kind: 'undecided', now, before }
  // One server alone may hold an old answer; a change is what two of them tell.
  if (!isAsBefore(now.type, second.values, now.values)) return { kind: 'unsettled', now, before }
  if (now.values.length === 0) return { kind: 'gone', now, before }
  return { kind: before.values.length === 0 ? 'appeared' : 'changed', now, before }
}

/** Compares the sets of a run with the confirmed ones, set by set, in the order of the run. */
export function compareSets(sets: Immutable<CurrentSet[]>, confirmed: Immutable<Confirmed>): Drift[] {
  const known = new Map(confirmed.sets.map((set) => [keyOf(set), set]))
  return sets.map((now) => compareSet(now, known.get(keyOf(now))))
}

/** Whether a set differs from the confirmed one, so that a second server is worth asking. */
export function differs(set: Immutable<CurrentSet>, confirmed: Immutable<Confirmed> | undefined): boolean {
  const before = confirmed?.sets.find((entry) => keyOf(entry) === keyOf(set))
  return before !== undefined && !isUndecided(set.status) && !isAsBefore(set.type, set.values, before.values)
}
