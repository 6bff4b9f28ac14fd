'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { usePlace } from '@/components/frame/place'
import { cn } from '@/components/ui/cn'
import type { StageState } from '@/lib/roadmaps/state'
import { STAGE_WORDS } from '@/lib/roadmaps/words'
import { routes } from '@/lib/routes'
import { StageBar } from './stage-bar'
import { stageProgress } from './stage-words'

/** One card per stage, never locked: side by side where there is room, a list on phones. */
export function StageRail({
  stages,
  className,
  label,
}: {
  stages: readonly StageState[]
  className?: string
  label: string
}) {
  const place = usePlace()
  const pathname = usePathname()
  return (
    <nav aria-label={label} className={className}>
      <ol className="grid gap-2 sm:auto-cols-[minmax(132px,1fr)] sm:grid-flow-col sm:overflow-x-auto sm:p-1 sm:-m-1 print:grid-flow-row print:grid-cols-4">
        {stages.map((stage, index) => {
          const href = routes.stage({ ...place, stage: stage.id })
          return (
            <li key={stage.id} className="flex">
              <Link
                href={href}
                aria-current={pathname === href ? 'page' : undefined}
                className={cn(
                  'focus-ring flex w-full min-w-0 flex-col gap-1.5 rounded-card border bg-card p-3 hover:bg-muted/60 aria-[current=page]:border-input',
                  'max-sm:min-h-11',
                )}
              >
                <StageBar counts={stage.counts} />
                <span className="text-muted-foreground text-xs">
                  Stage {index + 1}
                  <span className="sm:hidden">: {STAGE_WORDS[stage.state]}</span>
                </span>
                <span className="font-medium leading-5">{stage.title}</span>
                <span className="mt-auto flex flex-col text-muted-foreground text-xs">
                  <span className="max-sm:hidden">{STAGE_WORDS[stage.state]}</span>
                  <span>{stageProgress(stage)}</span>
                </span>
              </Link>
            </li>
          )
        })}
      </ol>
    </nav>
  )
}
