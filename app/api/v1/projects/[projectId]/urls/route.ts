import { putUrls as contract } from '@/lib/contracts/project'
import { implement } from '@/lib/http/implement'
import { putUrls } from '@/lib/services/project/put-urls'

export const PUT = implement(contract, ({ context, params, body }) => putUrls(context, params.projectId, body.urls))
