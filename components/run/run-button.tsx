'use client'

import { useRouter } from 'next/navigation'
import { messageOf } from '@/components/data/api-error'
import { useStartRun } from '@/components/data/hooks'
import { usePlace } from '@/components/frame/place'
import { Button, type ButtonProps } from '@/components/ui/button'
import type { RunScope } from '@/lib/contracts/run'
import { routes } from '@/lib/routes'
import { ActiveRunButton } from './active-run-button'

export type RunButtonProps = {
  scope?: RunScope
  label?: string
  variant?: ButtonProps['variant']
  size?: ButtonProps['size']
  className?: string
}

/** Starts an audit, or opens the one that is already running. */
export function RunButton({
  scope = { kind: 'full' },
  label = 'Run audit',
  variant = 'primary',
  size,
  className,
}: RunButtonProps) {
  const place = usePlace()
  const router = useRouter()
  const start = useStartRun()
  if (!place.canRun) return null
  async function handleStart() {
    try {
      // Not as a callback of the button: news of the first run may replace the button before the answer is here.
      const run = await start.mutateAsync({ projectId: place.project, scope })
      router.push(routes.run({ ...place, run: run.id }))
    } catch {
      // `start.error` tells it.
    }
  }
  return (
    <div className={className}>
      <div className="flex items-center gap-2">
        <Button
          variant={variant}
          size={size}
          pending={start.isPending || start.isSuccess}
          pendingLabel="Starting"
          onClick={handleStart}
          data-run-audit={scope.kind === 'full' ? '' : undefined}
          className="max-sm:flex-1"
        >
          {label}
        </Button>
        {scope.kind === 'full' ? <ActiveRunButton scope={scope} label="Active checks" /> : null}
      </div>
      {start.error === null ? null : (
        <p role="alert" className="mt-1 max-w-72 text-fail text-xs">
          {messageOf(start.error)}
        </p>
      )}
    </div>
  )
}
