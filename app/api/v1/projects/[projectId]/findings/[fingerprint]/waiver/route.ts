import { unwaive as endContract, waive as setContract } from '@/lib/contracts/triage'
import { implement } from '@/lib/http/implement'
import { unwaive, waive } from '@/lib/services/triage/waive'

export const PUT = implement(setContract, ({ context, params, body }) => waive(context, { ...params, ...body }))

export const DELETE = implement(endContract, ({ context, params }) => unwaive(context, params))
