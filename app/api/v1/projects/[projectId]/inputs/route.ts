import { listInputs as contract } from '@/lib/contracts/input'
import { implement } from '@/lib/http/implement'
import { listInputs } from '@/lib/services/input/list-inputs'

export const GET = implement(contract, ({ context, params }) => listInputs(context, params.projectId))
