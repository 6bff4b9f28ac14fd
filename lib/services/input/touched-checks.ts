import { type AnyCheck, isActive } from '../../engine/check'
import type { AnyCollector } from '../../engine/collector'
import { tokenOf } from '../../engine/need'
import { questionOf } from '../../roadmaps/questions'
import { allChecks, allCollectors } from '../catalogue/list-checks'

/**
 * The checks an answer can change: those that ask the question, and those whose evidence is gathered, directly or
 * through other evidence, by a collector that reads it. Checks that probe are left out: an answer allows no probes.
 */
export function touchedChecks(question: string): string[] {
  const collectors = new Map(allCollectors().map((collector) => [collector.token.key, collector]))
  const known = new Map<string, boolean>()
  const reads = (collector: AnyCollector): boolean => {
    const { key } = collector.token
    const answer = known.get(key)
    if (answer !== undefined) return answer
    known.set(key, false)
    const value =
      collector.asks?.includes(question) === true ||
      Object.values(collector.needs).some((need) => {
        const needed = collectors.get(tokenOf(need).key)
        return needed !== undefined && reads(needed)
      })
    known.set(key, value)
    return value
  }
  const named = questionOf(question)?.touches ?? []
  const isTouched = (check: AnyCheck): boolean =>
    check.ask?.id === question ||
    named.includes(check.id) ||
    Object.values(check.needs).some((need) => {
      const collector = collectors.get(tokenOf(need).key)
      return collector !== undefined && reads(collector)
    })
  return allChecks()
    .filter((check) => isTouched(check) && !isActive(check))
    .map((check) => check.id)
}
