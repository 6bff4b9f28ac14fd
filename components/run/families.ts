import type { CheckMetaDto, CheckResultDto } from '@/lib/contracts/result'
import type { RunDto } from '@/lib/contracts/run'
import type { Verdict } from '@/lib/engine/finding'

/** The groups a run is watched in; the first pattern that fits a check id wins. */
const FAMILIES: readonly (readonly [string, RegExp])[] = [
  ['DNS', /^(domain-|host-|dns-|dnssec|caa)/],
  ['TLS', /^(tls-|hsts|https-reachable|mixed-)/],
  ['Redirects', /^(https-redirect|redirect|canonical-|duplicate-)/],
  ['Email', /^(spf|dkim|dmarc|sender|mx|email|mta-|bimi|bulk|transactional)/],
  ['Secrets', /^(exposed-|public-bundle|secret|no-secret|env-)/],
]
const REST = 'Edge and pages'

const WORST_FIRST: readonly Verdict[] = ['fail', 'unknown', 'warn', 'pass', 'not-applicable']

export type FamilyProgress = {
  name: string
  planned: number
  done: number
  passed: number
  /** Undefined while nothing of the group was judged. */
  worst: Verdict | undefined
}

function familyOf(checkId: string): string {
  return FAMILIES.find(([, pattern]) => pattern.test(checkId))?.[0] ?? REST
}

/** How far each group of a run is, in a fixed order; groups the run does not touch are left out. */
export function familyProgress(run: Pick<RunDto, 'planned' | 'results'>): FamilyProgress[] {
  const results = new Map(run.results.map((result) => [result.checkId, result]))
  return [...FAMILIES.map(([name]) => name), REST].flatMap((name) => {
    const planned = run.planned.filter(({ id }) => familyOf(id) === name)
    if (planned.length === 0) return []
    const judged = planned.flatMap(({ id }) => results.get(id) ?? [])
    return [
      {
        name,
        planned: planned.length,
        done: judged.length,
        passed: judged.filter(({ verdict }) => verdict === 'pass' || verdict === 'not-applicable').length,
        worst: WORST_FIRST.find((verdict) => judged.some((result) => result.verdict === verdict)),
      },
    ]
  })
}

const IMPACT_ORDER = ['blocker', 'high', 'medium', 'low'] as const

/** Results worst first; equals in the order they arrived in, so a list moves as little as it can. */
export function worstFirst(results: readonly CheckResultDto[]): CheckResultDto[] {
  return results.toSorted(
    (left, right) =>
      WORST_FIRST.indexOf(left.verdict) - WORST_FIRST.indexOf(right.verdict) ||
      IMPACT_ORDER.indexOf(left.impact) - IMPACT_ORDER.indexOf(right.impact),
  )
}

/** The sentence of a result: its worst finding when there is something to say, else the title of the check. */
export function resultText(result: CheckResultDto, check: CheckMetaDto | undefined): string {
  const telling = result.findings.find(({ verdict }) => verdict === result.verdict)
  if (telling !== undefined && (result.verdict !== 'pass' || result.findings.length === 1)) return telling.text
  return check?.title ?? result.checkId
}
