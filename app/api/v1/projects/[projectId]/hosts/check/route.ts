import { checkHosts as contract } from '@/lib/contracts/suggestion'
import { implement } from '@/lib/http/implement'
import { checkHosts } from '@/lib/services/run/check-hosts'

export const POST = implement(contract, ({ context, params }) => checkHosts(context, params.projectId))
