'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { usePlace } from '@/components/frame/place'
import { cn } from '@/components/ui/cn'
import type { StageState } from '@/lib/roadmaps/state'
import { STAGE_WORDS } from '@/lib/roadmaps/words'
import { routes } from '@/lib/routes'
import { StageBar } from './stage-bar'
import { STAGE_LOOK } from './stage-look'
import { stageProgress } from './stage-words'

type StageRailProps = { stages: readonly StageState[]; className?: string; label: string }

/** The way to the launch, stage by stage and never locked: a line with one stop per stage, downwards on phones. */
export function StageRail({ stages, className, label }: StageRailProps) {
  const next = stages.find(({ state }) => state !== 'ready' && state !== 'at-risk')
  return (
    <nav aria-label={label} className={className}>
      <ol className="grid gap-2 sm:grid-cols-4 lg:auto-cols-fr lg:grid-flow-col lg:grid-cols-none print:grid-cols-4">
        {stages.map((stage, index) => (
          <Stop key={stage.id} stage={stage} number={index + 1} isNext={stage === next} />
        ))}
      </ol>
    </nav>
  )
}

function Stop({ stage, number, isNext }: { stage: StageState; number: number; isNext: boolean }) {
  const place = usePlace()
  const pathname = usePathname()
  const href = routes.stage({ ...place, stage: stage.id })
  const { icon: Icon, text, soft } = STAGE_LOOK[stage.state]
  return (
    <li className="group/stop flex gap-2 sm:flex-col sm:gap-1.5">
      {/* The line runs on through the gap to the next stop. */}
      <span aria-hidden className="-mb-2 flex flex-col items-center sm:-mr-2 sm:mb-0 sm:flex-row">
        <span className={cn('flex size-7 shrink-0 items-center justify-center rounded-full', soft, text)}>
          <Icon className="size-4" />
        </span>
        <span className="w-px flex-1 bg-input group-last/stop:hidden sm:h-px sm:w-auto" />
      </span>
      <Link
        href={href}
        aria-current={pathname === href ? 'page' : undefined}
        className={cn(
          'focus-ring flex min-h-11 w-full min-w-0 flex-1 flex-col gap-1 rounded-card border bg-card p-3 hover:bg-muted/60 aria-[current=page]:border-foreground',
          isNext && 'border-input',
        )}
      >
        <span className="flex flex-wrap justify-between gap-x-2 text-muted-foreground text-xs">
          Stage {number}
          {isNext ? <span className="font-medium text-foreground">Next</span> : null}
        </span>
        <span className="font-medium leading-5 lg:min-h-15">{stage.title}</span>
        <span className="mt-auto flex flex-col gap-1.5 pt-1">
          <StageBar counts={stage.counts} />
          <span className="flex flex-wrap justify-between gap-x-2 text-xs sm:flex-col">
            <span className={cn('font-medium', text)}>{STAGE_WORDS[stage.state]}</span>
            <span className="text-muted-foreground tabular-nums">{stageProgress(stage)}</span>
          </span>
        </span>
      </Link>
    </li>
  )
}
