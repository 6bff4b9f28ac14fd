import { allow, type Context } from '../../auth/actor'
import type { RunDto } from '../../contracts/run'
import { inContext } from '../transaction'
import { wholeRun } from './internal'

/** One run with its results and evidence steps, or `not-found`. */
export async function getRun(context: Context, runId: string): Promise<RunDto> {
  allow(context, 'run.read')
  return inContext(context, (tx) => wholeRun(tx, context, runId))
}
