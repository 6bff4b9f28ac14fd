import { getPackFile as contract } from '@/lib/contracts/pack'
import { download } from '@/lib/http/download'
import { implement } from '@/lib/http/implement'
import { getPackFile } from '@/lib/services/pack/get-pack-file'

export const GET = implement(contract, async ({ context, params, query, caller }) =>
  download({
    ...(await getPackFile(context, { projectId: params.projectId, packId: params.packId, kind: query.kind })),
    requestId: caller.requestId,
  }),
)
