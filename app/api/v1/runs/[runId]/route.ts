import { getRun as contract } from '@/lib/contracts/run'
import { implement } from '@/lib/http/implement'
import { getRun } from '@/lib/services/run/get-run'

export const GET = implement(contract, ({ context, params }) => getRun(context, params.runId))
