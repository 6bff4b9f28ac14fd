import { putNoticeChoice as contract } from '@/lib/contracts/notice'
import { implement } from '@/lib/http/implement'
import { putNoticeChoice } from '@/lib/services/notice/choose-notices'

export const PUT = implement(contract, ({ context, body }) => putNoticeChoice(context, body))
