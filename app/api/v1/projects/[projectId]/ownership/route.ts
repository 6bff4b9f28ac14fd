import { getOwnership as getContract, revokeOwnership as revokeContract } from '@/lib/contracts/ownership'
import { implement } from '@/lib/http/implement'
import { getOwnership } from '@/lib/services/ownership/get-ownership'
import { revokeOwnership } from '@/lib/services/ownership/revoke-ownership'

export const GET = implement(getContract, ({ context, params }) => getOwnership(context, params.projectId))

export const DELETE = implement(revokeContract, ({ context, params, body }) =>
  revokeOwnership(context, params.projectId, body),
)
