'use client'

import { ChevronRight } from 'lucide-react'
import Link from 'next/link'
import { useId, useState } from 'react'
import { FindingFacts } from '@/components/findings/finding-facts'
import { usePlace } from '@/components/frame/place'
import { Card } from '@/components/ui/card'
import { Checkbox } from '@/components/ui/checkbox'
import { ForeignText } from '@/components/ui/foreign-text'
import { Section, SectionHeader, SectionTitle } from '@/components/ui/section'
import { StatusBadge } from '@/components/ui/status-badge'
import type { CheckMetaDto, CheckResultDto } from '@/lib/contracts/result'
import type { RunDto } from '@/lib/contracts/run'
import { reasonWords } from '@/lib/roadmaps/words'
import { routes } from '@/lib/routes'
import { resultText, worstFirst } from './families'
import { useHeldOrder } from './use-held-order'

type RowProps = { result: CheckResultDto; check: CheckMetaDto | undefined; isFresh: boolean }

function ResultRow({ result, check, isFresh }: RowProps) {
  const place = usePlace()
  const worst = result.findings.find(({ verdict }) => verdict === result.verdict)
  const isOpen = result.verdict === 'fail' || result.verdict === 'warn'
  return (
    <li
      data-row
      className={`relative flex items-start gap-3 border-t px-4 py-3 first:border-t-0 has-[a:hover]:bg-muted/60 ${isFresh ? 'fade-in-once' : ''}`}
    >
      <span className="mt-px shrink-0 sm:w-28">
        <StatusBadge status={result.verdict} />
      </span>
      <div className="flex min-w-0 flex-1 flex-col gap-1">
        <Link
          href={routes.check({ ...place, check: result.checkId })}
          className="focus-ring rounded-sm after:absolute after:inset-0"
        >
          <ForeignText text={resultText(result, check)} />
        </Link>
        {result.reason === undefined || result.verdict !== 'unknown' ? null : (
          <span className="text-muted-foreground text-xs">
            <ForeignText text={result.detail ?? `${reasonWords(result.reason)}.`} />
          </span>
        )}
        {isOpen && worst !== undefined ? (
          <FindingFacts
            subject={worst.subject}
            impact={worst.impact}
            effort={worst.fix?.effort}
            more={result.findings.filter(({ verdict }) => verdict === result.verdict).length - 1}
          />
        ) : null}
      </div>
      <ChevronRight aria-hidden className="mt-1 size-4 shrink-0 text-muted-foreground" />
    </li>
  )
}

/** The results of a run, worst first. While a row has the focus, rows stay where they are. */
export function ResultList({ run, isLive }: { run: RunDto; isLive: boolean }) {
  const switchId = useId()
  const [hidesPassed, setHidesPassed] = useState(false)
  const shown = hidesPassed
    ? run.results.filter(({ verdict }) => verdict !== 'pass' && verdict !== 'not-applicable')
    : run.results
  const sorted = worstFirst(shown)
  const { order, handlers } = useHeldOrder(sorted.map(({ checkId }) => checkId))
  const results = new Map(sorted.map((result) => [result.checkId, result]))
  const checks = new Map(run.planned.map((check) => [check.id, check]))
  return (
    <Section aria-labelledby="results-title">
      <SectionHeader>
        <SectionTitle id="results-title">Results, worst first</SectionTitle>
        <div className="flex items-center gap-2">
          <Checkbox
            id={switchId}
            checked={hidesPassed}
            onCheckedChange={(checked) => setHidesPassed(checked === true)}
          />
          <label htmlFor={switchId}>Hide what passed</label>
        </div>
      </SectionHeader>
      {order.length === 0 ? (
        <p className="text-muted-foreground">{isLive ? 'The first results are on their way.' : 'Nothing to show.'}</p>
      ) : (
        <Card className="p-0">
          <ol {...handlers}>
            {order.flatMap((id) => {
              const result = results.get(id)
              return result === undefined
                ? []
                : [<ResultRow key={id} result={result} check={checks.get(id)} isFresh={isLive} />]
            })}
          </ol>
        </Card>
      )}
    </Section>
  )
}
