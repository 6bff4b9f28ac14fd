import { moveBlocker as moveContract, resetOrder as resetContract } from '@/lib/contracts/triage'
import { implement } from '@/lib/http/implement'
import { moveBlocker, resetOrder } from '@/lib/services/triage/fix-order'

export const POST = implement(moveContract, ({ context, params, body }) => moveBlocker(context, { ...params, ...body }))

export const DELETE = implement(resetContract, ({ context, params }) => resetOrder(context, params.projectId))
