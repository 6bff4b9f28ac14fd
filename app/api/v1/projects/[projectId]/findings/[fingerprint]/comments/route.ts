import { addComment as addContract, listComments as listContract } from '@/lib/contracts/triage'
import { implement } from '@/lib/http/implement'
import { addComment, listComments } from '@/lib/services/triage/comments'

export const GET = implement(listContract, ({ context, params }) => listComments(context, params))

export const POST = implement(addContract, ({ context, params, body }) => addComment(context, { ...params, ...body }))
