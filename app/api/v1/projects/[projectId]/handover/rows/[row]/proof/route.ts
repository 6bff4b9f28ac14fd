import { getHandoverFile as fileContract, proveHandoverRow as proveContract } from '@/lib/contracts/handover'
import { download } from '@/lib/http/download'
import { implement } from '@/lib/http/implement'
import { getHandoverFile, proveRow } from '@/lib/services/handover/prove-row'

export const PUT = implement(proveContract, ({ context, params, body }) => proveRow(context, { ...body, ...params }))

export const GET = implement(fileContract, async ({ context, params, caller }) =>
  download({ ...(await getHandoverFile(context, params)), requestId: caller.requestId }),
)
