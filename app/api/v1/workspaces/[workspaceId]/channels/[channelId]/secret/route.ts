import { renewSecret as contract } from '@/lib/contracts/notice'
import { implement } from '@/lib/http/implement'
import { renewSecret } from '@/lib/services/notice/channels'

export const POST = implement(contract, ({ context, params }) => renewSecret(context, params.channelId))
