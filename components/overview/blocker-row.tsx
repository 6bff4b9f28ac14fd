'use client'

import { ChevronRight } from 'lucide-react'
import Link from 'next/link'
import { type ReactNode, useId, useState } from 'react'
import { FindingFacts } from '@/components/findings/finding-facts'
import { FixPanel } from '@/components/findings/fix-panel'
import { usePlace } from '@/components/frame/place'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { ForeignText } from '@/components/ui/foreign-text'
import { StatusBadge } from '@/components/ui/status-badge'
import { count } from '@/lib/format/count'
import type { Blocker, ProjectState } from '@/lib/roadmaps/state'
import { routes } from '@/lib/routes'

type BlockerRowProps = {
  blocker: Blocker
  state: ProjectState
  number?: number
  startsOpen?: boolean
  /** Who repairs it and where it stands in the list. */
  controls?: ReactNode
}

/** One repair: the consequence, where, how grave, how long it takes, and its fix in place. */
export function BlockerRow({ blocker, state, number, startsOpen = false, controls }: BlockerRowProps) {
  const place = usePlace()
  const fixId = useId()
  const [isOpen, setOpen] = useState(startsOpen)
  const check = state.checks[blocker.checkId]
  const column = number === undefined ? 'col-start-1' : 'col-start-2'
  const fix = check?.open[0]?.fix
  return (
    <li data-row className="border-t first:border-t-0">
      <div
        className={cn(
          'relative grid items-start gap-x-3 gap-y-1 px-4 py-3 has-[a:hover]:bg-muted/60',
          number === undefined
            ? 'grid-cols-[minmax(0,1fr)] sm:grid-cols-[minmax(0,1fr)_auto]'
            : 'grid-cols-[auto_minmax(0,1fr)] sm:grid-cols-[auto_minmax(0,1fr)_auto]',
        )}
      >
        {number === undefined ? null : (
          <span
            aria-hidden
            className="col-start-1 row-start-1 w-4 text-right text-muted-foreground tabular-nums sm:pt-1.5"
          >
            {number}
          </span>
        )}
        <Link
          href={routes.check({ ...place, check: blocker.checkId })}
          className={cn('focus-ring min-w-0 rounded-sm font-medium after:absolute after:inset-0 sm:pt-1.5', column)}
        >
          <ForeignText text={blocker.title} />
        </Link>
        <div className={cn('row-start-2 flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1', column)}>
          <StatusBadge status={check?.verdict ?? 'fail'} />
          <FindingFacts
            subject={blocker.subject}
            impact={blocker.impact}
            effort={blocker.effort}
            more={blocker.more}
            className="contents"
          />
          {blocker.isNew === true ? <Badge>New</Badge> : null}
          <Waiting ids={blocker.waiting} state={state} />
        </div>
        <div className={cn('row-start-3 flex min-w-0 flex-wrap items-start gap-2 pt-1 sm:contents', column)}>
          <div className="flex items-center justify-end gap-2 sm:col-start-[-2] sm:row-start-1">
            {fix === undefined ? null : (
              <Button
                size="compact"
                className="z-1 w-20"
                aria-expanded={isOpen}
                aria-controls={fixId}
                onClick={() => setOpen(!isOpen)}
              >
                {isOpen ? 'Hide fix' : 'Show fix'}
              </Button>
            )}
            <ChevronRight aria-hidden className="size-4 text-muted-foreground max-sm:hidden print:hidden" />
          </div>
          {/* As large as what comes later, so nothing moves when it does. */}
          {controls === undefined ? null : (
            <div className="min-h-9 min-w-48 pointer-coarse:min-h-11 sm:col-start-[-2] sm:row-start-2 sm:min-w-70 sm:pr-6 print:hidden">
              {controls}
            </div>
          )}
        </div>
      </div>
      {fix === undefined ? null : (
        <div id={fixId} hidden={!isOpen} className="border-t border-dashed px-4 py-3 sm:pl-11">
          <FixPanel fix={fix} />
        </div>
      )}
    </li>
  )
}

function Waiting({ ids, state }: { ids: readonly string[]; state: ProjectState }) {
  const place = usePlace()
  if (ids.length === 0) return null
  return (
    <details className="relative z-1 text-muted-foreground text-xs open:basis-full">
      <summary className="focus-ring min-h-6 w-fit rounded-sm pt-1 underline decoration-dotted underline-offset-4">
        {ids.length === 1
          ? '1 more check waits for this one.'
          : `${count(ids.length, 'more check')} wait for this one.`}
      </summary>
      <ul className="mt-1 flex flex-col gap-2">
        {ids.map((id) => (
          <li key={id}>
            <Link href={routes.check({ ...place, check: id })} className="link focus-ring rounded-sm py-1 underline">
              {state.checks[id]?.title ?? id}
            </Link>
          </li>
        ))}
      </ul>
    </details>
  )
}
