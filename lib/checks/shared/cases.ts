import { describe, expect, it, vi } from 'vitest'
import type { CheckDefinition } from '../../engine/check'
import type { Outcome } from '../../engine/evidence'
import type { CheckResult, Verdict } from '../../engine/finding'
import { deepFreeze, type Immutable } from '../../engine/immutable'
import { judgeCheck, notApplicable } from '../../engine/judge'
import { type Needs, type NeedValues, tokenOf } from '../../engine/need'
import type { Messages } from '../../engine/say'
import { bareTarget, type Target } from '../../engine/target'

const OUTCOME = Symbol('outcome')

type GivenOutcome = { readonly [OUTCOME]: Outcome }

/** Evidence that was not gathered: the given error or absence instead of a value. */
export function settled(outcome: Exclude<Outcome, { status: 'ok' }>): GivenOutcome {
  return { [OUTCOME]: outcome }
}

/** Evidence we could not gather because of a time-out on our side. */
export function timedOut(): GivenOutcome {
  return settled({ status: 'error', error: { code: 'timeout' } })
}

type ValueOf<Need> = Need extends Immutable<Outcome<infer Value>> | { status: 'ok'; value: infer Value } ? Value : Need

type Given<N extends Needs> = {
  readonly [Name in keyof NeedValues<N>]: Exclude<ValueOf<NeedValues<N>[Name]>, undefined> | GivenOutcome
}

export type Case<N extends Needs> = {
  given: Given<N>
  verdict: Verdict
  /** The codes of all findings, in any order; may be left out where one verdict says it all. */
  codes?: readonly string[]
  /** Words the text of some finding must contain. */
  says?: readonly string[]
  target?: Target
  now?: string
}

export const CASE_NOW = '2026-11-20T12:00:00Z'

function isGivenOutcome(value: unknown): value is GivenOutcome {
  return typeof value === 'object' && value !== null && OUTCOME in value
}

function outcomesOf(needs: Needs, given: Readonly<Record<string, unknown>>, at: number): Map<string, Outcome> {
  return new Map(
    Object.entries(needs).map(([name, need]) => {
      const token = tokenOf(need)
      const value = given[name]
      if (isGivenOutcome(value)) return [token.key, value[OUTCOME]]
      const parsed = token.schema.safeParse(value)
      if (!parsed.success) throw new Error(`${token.key} does not match its schema: ${parsed.error.message}`)
      return [token.key, { status: 'ok', value: deepFreeze(parsed.data), at, ms: 1 }]
    }),
  )
}

function pointer(value: unknown, path: string): unknown {
  return path
    .split('/')
    .slice(1)
    .reduce<unknown>((at, part) => {
      if (typeof at !== 'object' || at === null) return undefined
      return Reflect.get(at, part.replaceAll('~1', '/').replaceAll('~0', '~'))
    }, value)
}

function unresolvedRefs(result: CheckResult, outcomes: ReadonlyMap<string, Outcome>): string[] {
  return result.findings
    .flatMap((finding) => finding.refs)
    .filter((ref) => {
      const [key = '', path = ''] = ref.split('#', 2)
      const outcome = outcomes.get(key)
      if (outcome === undefined) return true
      return path !== '' && outcome.status === 'ok' && pointer(outcome.value, path) === undefined
    })
}

/** `1 files`; written with `{count:file|files}` it reads `1 file`. */
const ONE_OF_SEVERAL = /(?<![\w.-])1 (?!is\b|was\b|has\b|does\b)[a-z]*[a-rt-z]s\b/

function forbidden(name: string): () => never {
  return () => {
    throw new Error(`judge may not use ${name}`)
  }
}

function judgeAlone(judge: () => CheckResult): CheckResult {
  const spies = [
    vi.spyOn(Date, 'now').mockImplementation(forbidden('Date.now')),
    vi.spyOn(Math, 'random').mockImplementation(forbidden('Math.random')),
    vi.spyOn(globalThis, 'fetch').mockImplementation(forbidden('fetch')),
  ]
  try {
    return judge()
  } finally {
    for (const spy of spies) spy.mockRestore()
  }
}

/**
 * Proves a check by a table of cases. Besides the verdict of each row it asserts what every check
 * owes: evidence that matches its schema, the same answer twice, no clock, no chance, no network,
 * filled placeholders, references that resolve, a fix for every failure, every message used, and
 * at least one row that is not proven.
 */
export function cases<N extends Needs, M extends Messages>(
  check: CheckDefinition<N, M>,
  rows: Readonly<Record<string, Case<N>>>,
): void {
  describe(check.id, () => {
    const seen = new Set<string>()
    const verdicts = new Set<Verdict>()
    const inputs = new Map<string, string>()

    const judgeRow = (row: Case<N>): { result: CheckResult; outcomes: Map<string, Outcome> } => {
      const now = Date.parse(row.now ?? CASE_NOW)
      const target = row.target ?? bareTarget('acme.io')
      const outcomes = outcomesOf(check.needs, row.given, now)
      const relevance = check.when?.(target) ?? true
      if (relevance !== true) return { result: notApplicable(check, relevance), outcomes }
      const judge = (): CheckResult =>
        judgeAlone(() => judgeCheck({ check, outcomes, context: { now, target }, clock: () => 0 }))
      const result = judge()
      expect(judge(), 'judged twice').toEqual(result)
      return { result, outcomes }
    }

    for (const [name, row] of Object.entries(rows)) {
      it(name, () => {
        const { result, outcomes } = judgeRow(row)
        const texts = result.findings.map((finding) => finding.text)
        expect(result.reason === 'check-crash' ? result.detail : undefined, 'judge crashed').toBeUndefined()
        expect({ verdict: result.verdict, texts }).toMatchObject({ verdict: row.verdict })
        if (row.codes) expect(result.findings.map((finding) => finding.code).sort()).toEqual([...row.codes].sort())
        for (const words of row.says ?? []) expect(texts.join('\n')).toContain(words)
        for (const text of texts) {
          expect(text, 'unfilled placeholder').not.toMatch(/\{\w+/)
          expect(text, 'one of several').not.toMatch(ONE_OF_SEVERAL)
        }
        expect(unresolvedRefs(result, outcomes), 'references that lead nowhere').toEqual([])
        for (const finding of result.findings) {
          if (finding.verdict === 'fail')
            expect(finding.fix?.steps.length ?? 0, `fix for ${finding.code}`).toBeGreaterThan(0)
        }
      })
    }

    it('uses every message, has a row that is not proven and no row twice', () => {
      for (const [name, row] of Object.entries(rows)) {
        const { result } = judgeRow(row)
        verdicts.add(result.verdict)
        for (const finding of result.findings) seen.add(finding.code)
        const key = JSON.stringify([
          Object.values(row.given).map((value) => (isGivenOutcome(value) ? value[OUTCOME] : value)),
          row.target,
          row.now,
        ])
        expect(inputs.get(key), `same input as "${name}"`).toBeUndefined()
        inputs.set(key, name)
      }
      expect(Object.keys(check.messages).filter((code) => !seen.has(code))).toEqual([])
      expect([...verdicts]).toContain('unknown')
    })
  })
}
