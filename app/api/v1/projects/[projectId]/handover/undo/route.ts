import { undoHandoverChange as contract } from '@/lib/contracts/handover'
import { implement } from '@/lib/http/implement'
import { undoChange } from '@/lib/services/handover/undo'

export const POST = implement(contract, ({ context, params, body }) => undoChange(context, { ...body, ...params }))
