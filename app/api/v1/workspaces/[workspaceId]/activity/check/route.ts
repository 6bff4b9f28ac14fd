import { checkActivity as contract } from '@/lib/contracts/activity'
import { implement } from '@/lib/http/implement'
import { checkActivity } from '@/lib/services/activity/check-activity'

export const GET = implement(contract, ({ context }) => checkActivity(context))
