import { getProofFile as contract } from '@/lib/contracts/attestation'
import { download } from '@/lib/http/download'
import { implement } from '@/lib/http/implement'
import { getProofFile } from '@/lib/services/attestation/get-proof-file'

export const GET = implement(contract, async ({ context, params, caller }) =>
  download({ ...(await getProofFile(context, params)), requestId: caller.requestId }),
)
