import { type AnyCheck, type CheckMeta, checkMeta } from '../engine/check'
import type { AnyCollector } from '../engine/collector'
import { makePlan } from '../engine/plan'
import { bareTarget } from '../engine/target'
import type { Roadmap } from '../roadmaps/define'
import { checkIdsOf } from '../roadmaps/derive'
import { checks as generatedChecks } from './checks.gen'
import { collectors as generatedCollectors } from './collectors.gen'

/** Every check of this version, by id. */
export const checks: readonly AnyCheck[] = generatedChecks

/** Every collector of this version. */
export const collectors: readonly AnyCollector[] = generatedCollectors

/** The data of every check, without functions. */
export const checkMetas: readonly CheckMeta[] = checks.map(checkMeta)

const byId = new Map(checks.map((check) => [check.id, check]))

/** One check by its id, or by an id it had before. */
export function findCheck(id: string): AnyCheck | undefined {
  return byId.get(id) ?? checks.find((check) => check.replaces?.includes(id))
}

/** The checks that say something about a roadmap, in registry order. */
export function checksOf(roadmap: Roadmap): AnyCheck[] {
  const wanted = new Set(checkIdsOf(roadmap, checkMetas))
  return checks.filter((check) => wanted.has(check.id))
}

/**
 * Proves at start-up that the registered parts fit together: ids are unique, every need has a
 * collector, nothing needs itself, every dependency names a check. Throws with the first problem.
 */
export function validateRegistry(): void {
  const ids = new Set<string>()
  for (const check of checks) {
    if (ids.has(check.id)) throw new RangeError(`Two checks have the id ${check.id}`)
    ids.add(check.id)
  }
  for (const check of checks) {
    for (const cause of check.dependsOn ?? []) {
      if (!ids.has(cause)) throw new RangeError(`${check.id} depends on ${cause}, which does not exist`)
    }
  }
  const always = checks.map(({ when: _when, ...check }) => check)
  makePlan({ checks: always, collectors, target: bareTarget('acme.io') })
}
