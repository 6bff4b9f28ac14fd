import { listActivity as contract } from '@/lib/contracts/activity'
import { implement } from '@/lib/http/implement'
import { listActivity } from '@/lib/services/activity/list-activity'

export const GET = implement(contract, ({ context, query }) => listActivity(context, query))
