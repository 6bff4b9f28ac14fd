import { beHere as contract } from '@/lib/contracts/handover'
import { implement } from '@/lib/http/implement'
import { beHere } from '@/lib/services/handover/presence'

export const POST = implement(contract, ({ context, params, body }) => beHere(context, { ...body, ...params }))
