import * as contracts from '@/lib/contracts/notice'
import { implement } from '@/lib/http/implement'
import { changeChannel, deleteChannel } from '@/lib/services/notice/channels'

export const PATCH = implement(contracts.changeChannel, ({ context, params, body }) =>
  changeChannel(context, { channelId: params.channelId, ...body }),
)

export const DELETE = implement(contracts.deleteChannel, ({ context, params }) =>
  deleteChannel(context, params.channelId),
)
