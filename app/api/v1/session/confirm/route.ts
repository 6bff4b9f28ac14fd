import { confirmSession } from '@/lib/contracts/session'
import { implement } from '@/lib/http/implement'
import { confirmIdentity } from '@/lib/services/account/confirm-identity'

export const POST = implement(confirmSession, async ({ actor, body, caller }) => {
  await confirmIdentity(actor, body.password, caller)
  return { confirmed: true as const }
})
