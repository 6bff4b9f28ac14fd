import { unpark as contract } from '@/lib/contracts/sprint'
import { implement } from '@/lib/http/implement'
import { unpark } from '@/lib/services/parked/park'

export const DELETE = implement(contract, ({ context, params }) => unpark(context, params))
