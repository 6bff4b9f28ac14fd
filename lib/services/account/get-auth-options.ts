import { config } from '../../config'
import { database } from '../../db/client'
import { setupTokenNeeded } from './sign-up'

/** Which ways in this installation offers to somebody it does not know. */
export async function getAuthOptions() {
  const { LR_SIGNUP, LR_SMTP_URL, LR_MAIL_FROM, LR_TEST_NETWORK, ...outside } = config()
  const firstUser = (await database('app').user.findFirst({ select: { id: true } })) === null
  const methods: ('password' | 'email' | 'github' | 'google')[] = ['password']
  if (LR_SMTP_URL !== undefined && LR_MAIL_FROM !== undefined) methods.push('email')
  if (outside.GITHUB_ID !== undefined && outside.GITHUB_SECRET !== undefined) methods.push('github')
  if (outside.GOOGLE_ID !== undefined && outside.GOOGLE_SECRET !== undefined) methods.push('google')
  return {
    signUp: firstUser || LR_SIGNUP === 'open' ? ('open' as const) : ('closed' as const),
    firstUser,
    needsSetupToken: firstUser && setupTokenNeeded(),
    methods,
    testNetwork: LR_TEST_NETWORK,
  }
}
