import { createChannel as contract } from '@/lib/contracts/notice'
import { implement } from '@/lib/http/implement'
import { createChannel } from '@/lib/services/notice/channels'

export const POST = implement(contract, ({ context, body }) => createChannel(context, body))
