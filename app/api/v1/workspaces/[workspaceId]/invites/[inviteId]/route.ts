import { revokeInvite as contract } from '@/lib/contracts/member'
import { implement } from '@/lib/http/implement'
import { revokeInvite } from '@/lib/services/member/invites'

export const DELETE = implement(contract, ({ context, params }) => revokeInvite(context, params.inviteId))
