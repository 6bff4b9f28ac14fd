'use client'

import { ChevronRight } from 'lucide-react'
import Link from 'next/link'
import { type ReactNode, useId, useState } from 'react'
import { FindingFacts } from '@/components/findings/finding-facts'
import { FixPanel } from '@/components/findings/fix-panel'
import { usePlace } from '@/components/frame/place'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
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
  const fix = check?.open[0]?.fix
  return (
    <li data-row className="border-t first:border-t-0">
      <div className="relative flex items-start gap-3 px-4 py-3 has-[a:hover]:bg-muted/60">
        {number === undefined ? null : (
          <span aria-hidden className="w-4 shrink-0 text-right text-muted-foreground tabular-nums">
            {number}
          </span>
        )}
        <div className="flex min-w-0 flex-1 flex-col gap-2 sm:flex-row sm:items-start sm:gap-3">
          <div className="flex min-w-0 flex-1 flex-col gap-1">
            <Link
              href={routes.check({ ...place, check: blocker.checkId })}
              className="focus-ring rounded-sm font-medium after:absolute after:inset-0"
            >
              <ForeignText text={blocker.title} />
            </Link>
            <FindingFacts
              subject={blocker.subject}
              impact={blocker.impact}
              effort={blocker.effort}
              more={blocker.more}
            />
            {blocker.isNew === true ? <Badge className="self-start">New</Badge> : null}
            <Waiting ids={blocker.waiting} state={state} />
            {controls === undefined ? null : <div className="min-h-11 pt-1">{controls}</div>}
          </div>
          <div className="flex shrink-0 items-center gap-2">
            <StatusBadge status={check?.verdict ?? 'fail'} />
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
            <ChevronRight aria-hidden className="size-4 text-muted-foreground max-sm:hidden" />
          </div>
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
    <details className="relative z-1 text-muted-foreground text-xs">
      <summary className="focus-ring min-h-6 w-fit rounded-sm underline decoration-dotted underline-offset-4">
        {ids.length === 1
          ? '1 more check waits for this one.'
          : `${count(ids.length, 'more check')} wait for this one.`}
      </summary>
      <ul className="mt-1 flex flex-col gap-1">
        {ids.map((id) => (
          <li key={id}>
            <Link href={routes.check({ ...place, check: id })} className="link focus-ring rounded-sm underline">
              {state.checks[id]?.title ?? id}
            </Link>
          </li>
        ))}
      </ul>
    </details>
  )
}
