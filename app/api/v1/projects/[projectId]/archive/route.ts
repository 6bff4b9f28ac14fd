import { archiveProject as contract } from '@/lib/contracts/project'
import { implement } from '@/lib/http/implement'
import { archiveProject } from '@/lib/services/project/archive-project'

export const POST = implement(contract, ({ context, params, body }) =>
  archiveProject(context, params.projectId, body.archived),
)
