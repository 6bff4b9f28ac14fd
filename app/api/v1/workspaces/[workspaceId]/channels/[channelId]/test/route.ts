import { testChannel as contract } from '@/lib/contracts/notice'
import { implement } from '@/lib/http/implement'
import { testChannel } from '@/lib/services/notice/channels'

export const POST = implement(contract, ({ context, params }) => testChannel(context, params.channelId))
