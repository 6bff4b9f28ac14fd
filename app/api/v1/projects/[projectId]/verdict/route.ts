import { getVerdict as contract } from '@/lib/contracts/project'
import { implement } from '@/lib/http/implement'
import { getVerdict } from '@/lib/services/project/get-verdict'

export const GET = implement(contract, ({ context, params }) => getVerdict(context, params.projectId))
