'use client'

import { call } from '@/components/data/call'
import type { BodyOf } from '@/lib/contracts/contract'
import type { changeHandoverRow } from '@/lib/contracts/handover'
import { useDesk } from './checklist-context'
import { checklist } from './endpoints'
import { useSend } from './use-checklist'

/** The columns of a row a person sets one by one. */
export function useChangeRow(row: string) {
  const { news } = useDesk()
  return useSend((projectId, body: BodyOf<typeof changeHandoverRow>) => {
    news.own(row)
    return call(checklist.change, { params: { projectId, row }, body })
  })
}
