import { getMailProfile as contract } from '@/lib/contracts/sender'
import { implement } from '@/lib/http/implement'
import { getMailProfile } from '@/lib/services/sender/get-mail-profile'

export const GET = implement(contract, ({ context, params }) => getMailProfile(context, params.projectId))
