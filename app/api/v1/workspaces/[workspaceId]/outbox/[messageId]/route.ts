import { readOutboxMessage as contract } from '@/lib/contracts/notice'
import { implement } from '@/lib/http/implement'
import { readOutboxMessage } from '@/lib/services/notice/outbox'

export const GET = implement(contract, ({ context, params }) => readOutboxMessage(context, params.messageId))
