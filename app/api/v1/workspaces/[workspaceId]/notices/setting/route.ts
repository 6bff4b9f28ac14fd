import { putNoticeSetting as contract } from '@/lib/contracts/notice'
import { implement } from '@/lib/http/implement'
import { putNoticeSetting } from '@/lib/services/notice/choose-notices'

export const PUT = implement(contract, ({ context, body }) => putNoticeSetting(context, body))
