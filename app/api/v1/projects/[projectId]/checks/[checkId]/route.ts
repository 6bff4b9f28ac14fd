import { getCheckHistory as contract } from '@/lib/contracts/project'
import { implement } from '@/lib/http/implement'
import { getCheckHistory } from '@/lib/services/project/get-check-history'

export const GET = implement(contract, ({ context, params }) => getCheckHistory(context, params))
