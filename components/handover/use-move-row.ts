import { call } from '@/components/data/call'
import { useToast } from '@/components/ui/toast'
import { useDesk } from './checklist-context'
import { checklist } from './endpoints'
import { useSend } from './use-checklist'

type Move = { row: string; after: string | null }

/** Moves one of the own rows of a section to another place among them, counted from 0. */
export function useMoveRow(own: readonly string[]) {
  const { news } = useDesk()
  const toast = useToast()
  const move = useSend((projectId, { row, after }: Move) => {
    news.own(row)
    return call(checklist.move, { params: { projectId, row }, body: { after } })
  })
  return {
    error: move.error,
    to: (row: string, place: number) => {
      // The next place is counted in the list as it is after this move.
      if (move.isPending) return
      const rest = own.filter((key) => key !== row)
      const after = place === 0 ? null : (rest[place - 1] ?? null)
      move.mutate({ row, after }, { onSuccess: () => toast(`Now number ${place + 1} of ${own.length} own rows.`) })
    },
  }
}
