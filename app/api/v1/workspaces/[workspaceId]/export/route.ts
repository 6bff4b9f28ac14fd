import { exportWorkspace as contract } from '@/lib/contracts/export'
import { downloadJson } from '@/lib/http/download'
import { implement } from '@/lib/http/implement'
import { exportWorkspace } from '@/lib/services/export/export-everything'

export const GET = implement(contract, async ({ context, caller }) =>
  downloadJson({ ...(await exportWorkspace(context)), requestId: caller.requestId }),
)
