import { endSessions as endContract, listSessions as listContract } from '@/lib/contracts/session'
import { implement } from '@/lib/http/implement'
import { endSessions } from '@/lib/services/account/end-sessions'
import { listSessions } from '@/lib/services/account/list-sessions'

export const GET = implement(listContract, ({ actor }) => listSessions(actor))

export const DELETE = implement(endContract, async ({ actor, body, caller }) => ({
  ended: await endSessions(actor, body, caller),
}))
