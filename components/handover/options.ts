import { queryOptions } from '@tanstack/react-query'
import { call } from '@/components/data/call'
import { keys } from '@/components/data/keys'
import { checklist } from './endpoints'

export function handoverOptions(projectId: string) {
  return queryOptions({
    queryKey: keys.handover(projectId),
    queryFn: ({ signal }) => call(checklist.get, { params: { projectId }, signal }),
  })
}
