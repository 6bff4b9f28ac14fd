import { interruptRun, type RunKey } from '../db/run-lease'
import { announce, markVerdict } from '../notices/announce'

type GivingUp = { error: string; role: 'app' | 'worker'; silentSeconds: number }

/**
 * Ends a run that failed on our side and tells whoever started it. Answers whether there was a run to end: one that
 * has come back to life within `silentSeconds` is left alone.
 */
export function giveUpRun(key: RunKey, { error, role, silentSeconds }: GivingUp): Promise<boolean> {
  const { workspaceId, runId } = key
  return interruptRun(key, {
    error,
    role,
    silentSeconds,
    tell: async (tx, { projectId, startedBy }) => {
      await announce(tx, {
        workspaceId,
        projectId,
        key: `run-failed:${runId}`,
        facts: { kind: 'run-failed', runId, reason: error },
        ...(startedBy === null ? {} : { to: [startedBy] }),
      })
      await markVerdict(tx, { workspaceId, projectId })
    },
  })
}
