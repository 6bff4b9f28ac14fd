import { sendAgain as contract } from '@/lib/contracts/notice'
import { implement } from '@/lib/http/implement'
import { sendAgain } from '@/lib/services/notice/outbox'

export const POST = implement(contract, ({ context, params }) => sendAgain(context, params.messageId))
