import { listMyItems as contract } from '@/lib/contracts/activity'
import { implement } from '@/lib/http/implement'
import { listMyItems } from '@/lib/services/project/list-my-items'

export const GET = implement(contract, ({ context }) => listMyItems(context))
