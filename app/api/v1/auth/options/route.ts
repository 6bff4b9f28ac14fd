import { authOptions } from '@/lib/contracts/session'
import { implement } from '@/lib/http/implement'
import { getAuthOptions } from '@/lib/services/account/get-auth-options'

export const GET = implement(authOptions, () => getAuthOptions())
