import { keepRun as contract } from '@/lib/contracts/compare'
import { implement } from '@/lib/http/implement'
import { keepRun } from '@/lib/services/run/keep-run'

export const POST = implement(contract, ({ context, params, body }) => keepRun(context, { ...params, ...body }))
