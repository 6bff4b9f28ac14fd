import { exportActivity as contract } from '@/lib/contracts/activity'
import { download } from '@/lib/http/download'
import { implement } from '@/lib/http/implement'
import { exportActivity } from '@/lib/services/activity/list-activity'

export const GET = implement(contract, async ({ context, query, caller }) =>
  download({
    bytes: new TextEncoder().encode(await exportActivity(context, query)),
    name: 'activity.csv',
    type: 'text/csv; charset=utf-8',
    requestId: caller.requestId,
  }),
)
