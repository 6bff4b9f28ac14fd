import { leaveWorkspace as contract } from '@/lib/contracts/member'
import { implement } from '@/lib/http/implement'
import { leaveWorkspace } from '@/lib/services/member/remove-member'

export const POST = implement(contract, ({ actor, body, caller }) => leaveWorkspace(actor, body.workspaceId, caller))
