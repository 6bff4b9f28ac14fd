import { getProjectState as contract } from '@/lib/contracts/project'
import { implement } from '@/lib/http/implement'
import { getProjectState } from '@/lib/services/project/get-project-state'

export const GET = implement(contract, ({ context, params }) => getProjectState(context, params.projectId))
