import { listAttestations as contract } from '@/lib/contracts/attestation'
import { implement } from '@/lib/http/implement'
import { listAttestations } from '@/lib/services/attestation/list-attestations'

export const GET = implement(contract, ({ context, params, query }) =>
  listAttestations(context, params.projectId, query),
)
