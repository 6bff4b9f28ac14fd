import { getMap as contract } from '@/lib/contracts/map'
import { implement } from '@/lib/http/implement'
import { getMap } from '@/lib/services/map/get-map'

export const GET = implement(contract, ({ context, params }) => getMap(context, params.projectId))
