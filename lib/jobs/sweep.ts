import { type DatabaseRole, database } from '../db/client'
import { logger } from '../log'
import { giveUpRun } from './give-up-run'

const EVERY_MS = 15_000
/** The queue hands a dead worker's job on within half a minute; after this nobody will. */
const SILENT_SECONDS = 75
const QUEUED_SECONDS = 900

const SAY = {
  running: 'Our checker stopped in the middle of this run. What it found before is kept. Start it again.',
  queued: 'No checker picked this run up. Start it again, and tell whoever runs this installation.',
}

/** Ends runs nobody works on any more, so none is "running" for ever. Answers how many. */
export async function sweepRuns(role: DatabaseRole): Promise<number> {
  const rows = await database(role).$queryRaw<{ workspaceId: string; runId: string; status: string }[]>`
    select workspace_id as "workspaceId", run_id as "runId", status from lr_silent_runs(make_interval(secs => ${SILENT_SECONDS}))`
  let ended = 0
  for (const { workspaceId, runId, status } of rows) {
    const queued = status === 'queued'
    const error = queued ? SAY.queued : SAY.running
    const silentSeconds = queued ? QUEUED_SECONDS : SILENT_SECONDS
    if (await giveUpRun({ workspaceId, runId }, { error, role, silentSeconds })) ended += 1
  }
  return ended
}

/** Sweeps every 15 seconds until the returned function is called. */
export function startSweeping(role: DatabaseRole): () => void {
  const timer = setInterval(() => {
    sweepRuns(role).catch((error: unknown) => logger('sweep').warn({ err: String(error) }, 'could not sweep runs'))
  }, EVERY_MS)
  timer.unref()
  return () => clearInterval(timer)
}
