import { takeToken as contract } from '@/lib/contracts/ownership'
import { implement } from '@/lib/http/implement'
import { takeToken } from '@/lib/services/ownership/take-token'

export const POST = implement(contract, ({ context, params, body }) => takeToken(context, params.projectId, body))
