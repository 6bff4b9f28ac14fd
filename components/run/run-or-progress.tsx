'use client'

import { RunningStrip } from '@/components/overview/running-strip'
import { cn } from '@/components/ui/cn'
import type { RunSummaryDto } from '@/lib/contracts/run'
import { RunButton, type RunButtonProps } from './run-button'

/** The button that starts an audit, and in its place how far the one is that goes on: nothing around it moves. */
export function RunOrProgress({ run, className, ...button }: RunButtonProps & { run: RunSummaryDto | null }) {
  return (
    <>
      {/* It stays there, out of sight: it may be the one that waits to open the run it started. */}
      <RunButton {...button} className={cn(className, run !== null && 'hidden')} />
      {run === null ? null : <RunningStrip run={run} {...(className === undefined ? {} : { className })} />}
    </>
  )
}
