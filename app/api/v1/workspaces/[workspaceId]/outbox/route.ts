import { listOutbox as contract } from '@/lib/contracts/notice'
import { implement } from '@/lib/http/implement'
import { listOutbox } from '@/lib/services/notice/outbox'

export const GET = implement(contract, ({ context, query }) => listOutbox(context, query))
