import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { call } from '@/components/data/call'
import { endpoint } from '@/components/data/endpoint'
import type * as notice from '@/lib/contracts/notice'

const NOTICES = '/workspaces/{workspaceId}/notices'
const CHANNEL = '/workspaces/{workspaceId}/channels/{channelId}'
const MESSAGE = '/workspaces/{workspaceId}/outbox/{messageId}'

export const noticeEndpoints = {
  getNotices: endpoint<typeof notice.getNotices>('GET', NOTICES),
  putNoticeSetting: endpoint<typeof notice.putNoticeSetting>('PUT', `${NOTICES}/setting`),
  putNoticeChoice: endpoint<typeof notice.putNoticeChoice>('PUT', `${NOTICES}/choice`),
  createChannel: endpoint<typeof notice.createChannel>('POST', '/workspaces/{workspaceId}/channels'),
  changeChannel: endpoint<typeof notice.changeChannel>('PATCH', CHANNEL),
  deleteChannel: endpoint<typeof notice.deleteChannel>('DELETE', CHANNEL),
  renewSecret: endpoint<typeof notice.renewSecret>('POST', `${CHANNEL}/secret`),
  testChannel: endpoint<typeof notice.testChannel>('POST', `${CHANNEL}/test`),
  listOutbox: endpoint<typeof notice.listOutbox>('GET', '/workspaces/{workspaceId}/outbox'),
  readOutboxMessage: endpoint<typeof notice.readOutboxMessage>('GET', MESSAGE),
  sendAgain: endpoint<typeof notice.sendAgain>('POST', `${MESSAGE}/again`),
} as const

const noticesKey = (workspaceId: string) => ['workspace', workspaceId, 'notices'] as const
const outboxKey = (workspaceId: string) => ['workspace', workspaceId, 'outbox'] as const

export function noticesOptions(workspaceId: string) {
  return queryOptions({
    queryKey: noticesKey(workspaceId),
    queryFn: ({ signal }) => call(noticeEndpoints.getNotices, { params: { workspaceId }, signal }),
  })
}

export function outboxOptions(workspaceId: string) {
  return infiniteQueryOptions({
    queryKey: outboxKey(workspaceId),
    queryFn: ({ pageParam, signal }) =>
      call(noticeEndpoints.listOutbox, {
        params: { workspaceId },
        query: pageParam === null ? {} : { cursor: pageParam },
        signal,
      }),
    initialPageParam: firstPage(),
    getNextPageParam: (page) => page.next,
  })
}

/** The beginning of the list, typed as every later page is. */
function firstPage(): string | null {
  return null
}

export function messageOptions(workspaceId: string, messageId: string) {
  return queryOptions({
    queryKey: [...outboxKey(workspaceId), 'message', messageId],
    queryFn: ({ signal }) => call(noticeEndpoints.readOutboxMessage, { params: { workspaceId, messageId }, signal }),
  })
}
