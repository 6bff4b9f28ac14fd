'use client'

import Link from 'next/link'
import { isActive } from '@/components/data/fold-run'
import { useMaybeRun } from '@/components/data/hooks'
import { usePlace } from '@/components/frame/place'
import { ForeignText } from '@/components/ui/foreign-text'
import { StatusBadge } from '@/components/ui/status-badge'
import type { CheckResultDto } from '@/lib/contracts/result'
import type { RunDto } from '@/lib/contracts/run'
import { count } from '@/lib/format/count'
import { routes } from '@/lib/routes'

const WORST_FIRST = ['fail', 'warn', 'unknown', 'pass', 'not-applicable'] as const
const SHOWN = 4

function sentence(result: CheckResultDto, run: RunDto): string {
  const finding = result.findings.find(({ verdict }) => verdict === result.verdict)
  return finding?.text ?? result.detail ?? run.planned.find(({ id }) => id === result.checkId)?.title ?? result.checkId
}

/** What an answer changed, where it was given: the checks it touched, as they come in. */
export function Outcome({ runId }: { runId: string }) {
  const place = usePlace()
  const run = useMaybeRun(runId).data
  if (run === undefined) return <p role="status">Saved. Checking what it changes…</p>
  const isRunning = isActive(run)
  const results = run.results.toSorted(
    (left, right) => WORST_FIRST.indexOf(left.verdict) - WORST_FIRST.indexOf(right.verdict),
  )
  return (
    <div className="flex flex-col gap-2">
      <p role="status">
        {isRunning
          ? `Saved. Checking ${Math.min(run.results.length + 1, run.planned.length)} of ${run.planned.length}…`
          : `Saved and checked: ${count(run.results.length, 'answer')}.`}
      </p>
      <ul className="flex flex-col gap-1.5">
        {results.slice(0, SHOWN).map((result) => (
          <li key={result.checkId} className="flex items-start gap-2">
            <StatusBadge status={result.verdict} />
            <Link
              href={routes.check({ ...place, check: result.checkId })}
              className="link focus-ring min-w-0 rounded-sm pt-0.5 underline"
            >
              <ForeignText text={sentence(result, run)} />
            </Link>
          </li>
        ))}
      </ul>
      {results.length > SHOWN ? (
        <Link href={routes.run({ ...place, run: run.id })} className="link focus-ring rounded-sm underline">
          All {results.length} results
        </Link>
      ) : null}
    </div>
  )
}
