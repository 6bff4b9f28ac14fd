import { exportProject as contract } from '@/lib/contracts/export'
import { downloadJson } from '@/lib/http/download'
import { implement } from '@/lib/http/implement'
import { exportProject } from '@/lib/services/export/export-everything'

export const GET = implement(contract, async ({ context, params, caller }) =>
  downloadJson({ ...(await exportProject(context, params.projectId)), requestId: caller.requestId }),
)
