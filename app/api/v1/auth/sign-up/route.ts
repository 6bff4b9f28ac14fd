import { signUp as contract } from '@/lib/contracts/session'
import { implement } from '@/lib/http/implement'
import { signUp } from '@/lib/services/account/sign-up'

export const POST = implement(contract, ({ body, caller }) => signUp(body, caller))
