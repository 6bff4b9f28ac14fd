import { getHandover as contract } from '@/lib/contracts/handover'
import { implement } from '@/lib/http/implement'
import { getHandover } from '@/lib/services/handover/get-handover'

export const GET = implement(contract, ({ context, params }) => getHandover(context, params.projectId))
