import { correctMap as contract } from '@/lib/contracts/map'
import { implement } from '@/lib/http/implement'
import { correctMap } from '@/lib/services/map/correct-map'

export const PUT = implement(contract, ({ context, params, body }) => correctMap(context, { ...params, ...body }))
