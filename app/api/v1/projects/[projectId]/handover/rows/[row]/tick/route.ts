import { tickHandoverRow as contract } from '@/lib/contracts/handover'
import { implement } from '@/lib/http/implement'
import { tickRow } from '@/lib/services/handover/tick-row'

export const PUT = implement(contract, ({ context, params, body }) => tickRow(context, { ...body, ...params }))
