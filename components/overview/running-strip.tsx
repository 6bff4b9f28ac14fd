'use client'

import Link from 'next/link'
import { useStreamState } from '@/components/data/project-events'
import { usePlace } from '@/components/frame/place'
import { cn } from '@/components/ui/cn'
import { StatusBadge } from '@/components/ui/status-badge'
import type { RunSummaryDto } from '@/lib/contracts/run'
import { count } from '@/lib/format/count'
import { routes } from '@/lib/routes'

/** Says that the answer below is still moving, and where to watch. */
export function RunningStrip({ run, className }: { run: RunSummaryDto; className?: string }) {
  const place = usePlace()
  const isLost = useStreamState() === 'lost'
  const left = run.progress.planned - run.progress.done
  return (
    <div className={cn('flex min-h-9 flex-wrap items-center gap-x-3 gap-y-1 pointer-coarse:min-h-11', className)}>
      <StatusBadge status="running" />
      <p className="min-w-0 tabular-nums max-sm:flex-1">
        {isLost ? 'Connection lost, retrying. ' : ''}
        {run.status === 'queued' ? 'An audit is about to start.' : `${count(left, 'check')} still running.`}
      </p>
      <Link href={routes.run({ ...place, run: run.id })} className="link focus-ring rounded-sm underline">
        Watch the run
      </Link>
    </div>
  )
}
