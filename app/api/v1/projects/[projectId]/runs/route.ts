import { listRuns as listContract, startRun as startContract } from '@/lib/contracts/run'
import { implement, Reply } from '@/lib/http/implement'
import { listRuns } from '@/lib/services/run/list-runs'
import { startRun } from '@/lib/services/run/start-run'

export const GET = implement(listContract, ({ context, params, query }) => listRuns(context, params.projectId, query))

export const POST = implement(startContract, async ({ context, params, body }) => {
  const { run, joined } = await startRun(context, params.projectId, body.scope, {
    active: body.active,
    rates: body.rates,
  })
  return new Reply(run, { status: joined ? 200 : 202 })
})
