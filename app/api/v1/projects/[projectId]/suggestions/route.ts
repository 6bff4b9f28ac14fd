import { dismissSuggestion as dismissContract, listSuggestions as listContract } from '@/lib/contracts/suggestion'
import { implement } from '@/lib/http/implement'
import { dismissSuggestion } from '@/lib/services/suggestion/dismiss-suggestion'
import { listSuggestions } from '@/lib/services/suggestion/list-suggestions'

export const GET = implement(listContract, ({ context, params }) => listSuggestions(context, params.projectId))

export const PUT = implement(dismissContract, ({ context, params, body }) =>
  dismissSuggestion(context, { ...params, ...body }),
)
