import { deleteComment as contract } from '@/lib/contracts/triage'
import { implement } from '@/lib/http/implement'
import { deleteComment } from '@/lib/services/triage/comments'

export const DELETE = implement(contract, ({ context, params }) => deleteComment(context, params))
