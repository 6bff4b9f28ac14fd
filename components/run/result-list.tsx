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

type RowProps = { result: CheckResultDto; check: CheckMetaDto | undefined }

/** All rows have room for two lines, so the list keeps its height while results take their places. */
const ROW =
  'relative flex min-h-[97px] items-start gap-x-3 gap-y-1 border-t px-4 py-3 first:border-t-0 max-sm:flex-col max-sm:pr-10 sm:min-h-[69px]'

function ResultRow({ result, check }: RowProps) {
  const place = usePlace()
  const worst = result.findings.find(({ verdict }) => verdict === result.verdict)
  const isOpen = result.verdict === 'fail' || result.verdict === 'warn'
  return (
    <li data-row className={`${ROW} has-[a:hover]:bg-muted/60`}>
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
        {isOpen && worst !== undefined ? (
          <FindingFacts
            subject={worst.subject}
            impact={worst.impact}
            effort={worst.fix?.effort}
            more={result.findings.filter(({ verdict }) => verdict === result.verdict).length - 1}
          />
        ) : (
          <span className="text-muted-foreground text-xs">
            <ForeignText text={secondLine(result)} />
          </span>
        )}
      </div>
      <ChevronRight
        aria-hidden
        className="size-4 shrink-0 text-muted-foreground max-sm:absolute max-sm:top-4 max-sm:right-4 sm:mt-1"
      />
    </li>
  )
}

/** Why it is not proven, or which check this was. */
function secondLine({ verdict, reason, detail, checkId }: CheckResultDto): string {
  return verdict === 'unknown' && reason !== undefined ? (detail ?? `${reasonWords(reason)}.`) : checkId
}

function PendingRow({ check }: { check: CheckMetaDto }) {
  return (
    <li className={ROW}>
      <span className="mt-px shrink-0 sm:w-28">
        <StatusBadge status="running" />
      </span>
      <div className="flex min-w-0 flex-1 flex-col gap-1 text-muted-foreground">
        <span>{check.title}</span>
        <span className="text-xs">{check.id}</span>
      </div>
    </li>
  )
}

/** The results of a run, worst first, then what is still being checked. While a row has the focus, nothing moves. */
export function ResultList({ run, isLive }: { run: RunDto; isLive: boolean }) {
  const switchId = useId()
  const [hidesPassed, setHidesPassed] = useState(false)
  const shown = hidesPassed
    ? run.results.filter(({ verdict }) => verdict !== 'pass' && verdict !== 'not-applicable')
    : run.results
  const results = new Map(shown.map((result) => [result.checkId, result]))
  const checks = new Map(run.planned.map((check) => [check.id, check]))
  const judged = new Set(run.results.map(({ checkId }) => checkId))
  const pending = isLive ? run.planned.filter(({ id }) => !judged.has(id)) : []
  const { order, handlers } = useHeldOrder([
    ...worstFirst(shown).map(({ checkId }) => checkId),
    ...pending.map(({ id }) => id),
  ])
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
            {order.map((id, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a place in the list stays where it is and only its content changes; moving rows would shift the page.
              <Row key={index} result={results.get(id)} check={checks.get(id)} />
            ))}
          </ol>
        </Card>
      )}
    </Section>
  )
}

function Row({ result, check }: { result: CheckResultDto | undefined; check: CheckMetaDto | undefined }) {
  if (result !== undefined) return <ResultRow result={result} check={check} />
  return check === undefined ? null : <PendingRow check={check} />
}
