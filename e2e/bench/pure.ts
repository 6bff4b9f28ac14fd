import { z } from 'zod'
import { defineCheck } from '../../lib/checks/shared/define'
import type { AnyCheck } from '../../lib/engine/check'
import type { AnyCollector } from '../../lib/engine/collector'
import { defineEvidence } from '../../lib/engine/evidence'
import type { CheckResult, Verdict } from '../../lib/engine/finding'
import { fingerprint } from '../../lib/engine/fingerprint'
import { run } from '../../lib/engine/run'
import { host } from '../../lib/engine/subject'
import { bareTarget } from '../../lib/engine/target'
import { checkMetas } from '../../lib/registry/registry'
import { checkIdsOf, deriveState } from '../../lib/roadmaps/derive'
import { roadmaps } from '../../lib/roadmaps/roadmap'
import { timed } from './figures'

const EVIDENCE = 20
const CHECKS = 150
const FINDINGS_EACH = 2

const ROWS = Array.from({ length: 50 }, (_, index) => ({ name: `host${index}.acme.io`, value: index }))
const rowsSchema = z.object({ rows: z.array(z.object({ name: z.string(), value: z.number() })) })

function invented(): { checks: AnyCheck[]; collectors: AnyCollector[] } {
  const tokens = Array.from({ length: EVIDENCE }, (_, index) =>
    defineEvidence({ key: `bench.${index}`, version: 1, title: `Evidence ${index}`, schema: rowsSchema }),
  )
  const collectors = tokens.map((token) => ({
    token,
    needs: {},
    lane: 'local' as const,
    timeoutMs: 5000,
    collect: () => Promise.resolve({ rows: ROWS.map((row) => ({ ...row })) }),
  }))
  const checks = Array.from({ length: CHECKS }, (_, index) => {
    const token = tokens[index % EVIDENCE]
    if (token === undefined) throw new RangeError('no evidence')
    return defineCheck({
      id: `bench-${index}`,
      version: 1,
      kind: 'automatic',
      title: 'An invented check',
      impact: 'medium',
      why: 'It measures what the engine itself costs.',
      covers: {},
      needs: { given: token },
      messages: { ok: '{name} has the value {value}' },
      sources: [],
      judge: ({ given }, say) =>
        given.rows.slice(0, FINDINGS_EACH).map((row) => say.pass('ok', row, { subject: host(row.name) })),
    })
  })
  return { checks, collectors }
}

/** Milliseconds of one run of 150 checks with 300 findings over 20 pieces of evidence that need no network. */
export async function engineCost(times: number): Promise<number> {
  const { checks, collectors } = invented()
  return timed(times, () => run({ checks, collectors, target: bareTarget('acme.io'), net: undefined, now: () => 0 }))
}

function resultOf(checkId: string, verdict: Verdict): CheckResult & { judgedAt: number } {
  const findings = ['acme.io', 'www.acme.io'].map((name) => {
    const subject = host(name)
    const code = verdict
    return {
      verdict,
      code,
      params: { host: name },
      text: `${name} is ${verdict}`,
      subject,
      fingerprint: fingerprint({ checkId, code, subject }),
      impact: 'high' as const,
      refs: [],
      exhibits: [],
    }
  })
  return { checkId, checkVersion: 1, verdict, impact: 'high', findings, evidence: [], ms: 0, judgedAt: 0 }
}

export type DeriveCost = { roadmap: string; checks: number; ms: number }

/** Milliseconds of deriving a whole roadmap in which every third check fails, two findings each. */
export async function deriveCost(times: number): Promise<DeriveCost[]> {
  const costs: DeriveCost[] = []
  for (const roadmap of Object.values(roadmaps)) {
    const ids = checkIdsOf(roadmap, checkMetas)
    const results = ids.map((id, index) => resultOf(id, index % 3 === 0 ? 'fail' : 'pass'))
    const ms = await timed(times, () => deriveState({ roadmap, checks: checkMetas, results, now: 0 }))
    costs.push({ roadmap: roadmap.id, checks: ids.length, ms })
  }
  return costs
}
