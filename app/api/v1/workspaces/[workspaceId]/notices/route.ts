import { getNotices as contract } from '@/lib/contracts/notice'
import { implement } from '@/lib/http/implement'
import { getNotices } from '@/lib/services/notice/choose-notices'

export const GET = implement(contract, ({ context }) => getNotices(context))
