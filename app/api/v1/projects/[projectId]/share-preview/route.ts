import { previewShare as contract } from '@/lib/contracts/share'
import { implement } from '@/lib/http/implement'
import { previewShare } from '@/lib/services/share/preview'

export const GET = implement(contract, ({ context, params, query }) => previewShare(context, params.projectId, query))
