import { confirmMap as confirmContract, withdrawMap as withdrawContract } from '@/lib/contracts/map'
import { implement } from '@/lib/http/implement'
import { confirmMap } from '@/lib/services/map/confirm-map'
import { withdrawMap } from '@/lib/services/map/withdraw-map'

export const PUT = implement(confirmContract, ({ context, params, body }) =>
  confirmMap(context, { ...params, ...body }),
)

export const DELETE = implement(withdrawContract, ({ context, params }) => withdrawMap(context, params.projectId))
