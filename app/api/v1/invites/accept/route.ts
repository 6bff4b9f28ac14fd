import { acceptInvite as contract } from '@/lib/contracts/member'
import { implement } from '@/lib/http/implement'
import { acceptInvite } from '@/lib/services/member/invites'

export const POST = implement(contract, ({ actor, body, caller }) => acceptInvite(actor, body.token, caller))
