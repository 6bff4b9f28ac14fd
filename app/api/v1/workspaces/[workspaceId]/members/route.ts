import { listMembers as contract } from '@/lib/contracts/member'
import { implement } from '@/lib/http/implement'
import { listMembers } from '@/lib/services/member/list-members'

export const GET = implement(contract, ({ context }) => listMembers(context))
