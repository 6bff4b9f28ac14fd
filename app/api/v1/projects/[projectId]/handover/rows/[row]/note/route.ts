import { writeHandoverNote as contract } from '@/lib/contracts/handover'
import { implement } from '@/lib/http/implement'
import { writeNote } from '@/lib/services/handover/write-note'

export const PUT = implement(contract, ({ context, params, body }) => writeNote(context, { ...body, ...params }))
