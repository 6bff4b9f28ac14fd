'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { isActive } from '@/components/data/fold-run'
import { useMaybeRun, useStartRun } from '@/components/data/hooks'
import { keys } from '@/components/data/keys'
import type { CheckResultDto } from '@/lib/contracts/result'

export type Recheck = {
  checkId: string
  start: () => void
  isPending: boolean
  error: Error | null
  /** What this re-check found, once it is over. */
  result: CheckResultDto | undefined
  /** How the re-check ended without a result of this check, as one sentence. */
  trouble: string | undefined
}

/** Re-checks one check in place: starts a run of just that check and follows it to its end. */
export function useRecheck({ project, checkId }: { project: string; checkId: string }): Recheck {
  const client = useQueryClient()
  const starter = useStartRun()
  const [runId, setRunId] = useState<string>()
  const run = useMaybeRun(runId).data
  const isRunning = run !== undefined && isActive(run)
  const result = run === undefined || isRunning ? undefined : run.results.find((row) => row.checkId === checkId)
  function start() {
    starter.mutate(
      { projectId: project, scope: { kind: 'checks', checks: [checkId] } },
      {
        onSuccess: (started) => {
          setRunId(started.id)
          void client.invalidateQueries({ queryKey: keys.checkHistory(project, checkId) })
        },
      },
    )
  }
  return {
    checkId,
    start,
    isPending: starter.isPending || isRunning || (runId !== undefined && run === undefined),
    error: starter.error,
    result,
    trouble:
      run === undefined || isRunning || result !== undefined
        ? undefined
        : (run.error ?? 'The re-check was stopped before it came to this check.'),
  }
}
