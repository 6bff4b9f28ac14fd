import { cancelRun as contract } from '@/lib/contracts/run'
import { implement } from '@/lib/http/implement'
import { cancelRun } from '@/lib/services/run/cancel-run'

export const POST = implement(contract, ({ context, params }) => cancelRun(context, params.runId))
