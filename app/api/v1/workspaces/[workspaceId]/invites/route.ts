import { createInvite as contract } from '@/lib/contracts/member'
import { implement } from '@/lib/http/implement'
import { createInvite } from '@/lib/services/member/invites'

export const POST = implement(contract, ({ context, body }) => createInvite(context, body))
