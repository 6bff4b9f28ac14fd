import * as contracts from '@/lib/contracts/session'
import { implement } from '@/lib/http/implement'
import { requestReset, resetPassword } from '@/lib/services/account/password-reset'

export const POST = implement(contracts.requestReset, async ({ body, caller }) => requestReset(body.email, caller))

export const PUT = implement(contracts.resetPassword, ({ body, caller }) => resetPassword(body, caller))
