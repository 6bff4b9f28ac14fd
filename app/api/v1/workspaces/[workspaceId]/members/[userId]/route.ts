import { removeMember as removeContract, changeRole as roleContract } from '@/lib/contracts/member'
import { implement } from '@/lib/http/implement'
import { changeRole } from '@/lib/services/member/change-role'
import { removeMember } from '@/lib/services/member/remove-member'

export const PATCH = implement(roleContract, ({ context, params, body }) =>
  changeRole(context, { userId: params.userId, role: body.role }),
)

export const DELETE = implement(removeContract, ({ context, params }) => removeMember(context, params.userId))
