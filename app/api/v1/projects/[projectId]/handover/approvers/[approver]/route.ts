import { nameApprover as contract } from '@/lib/contracts/handover'
import { implement } from '@/lib/http/implement'
import { nameApprover } from '@/lib/services/handover/name-approver'

export const PUT = implement(contract, ({ context, params, body }) => nameApprover(context, { ...body, ...params }))
