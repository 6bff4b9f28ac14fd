import { openApi } from '@/lib/contracts/catalogue'
import { openApiDocument } from '@/lib/contracts/openapi'
import { implement } from '@/lib/http/implement'

export const GET = implement(openApi, async () => openApiDocument())
