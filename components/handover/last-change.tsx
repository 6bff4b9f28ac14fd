'use client'

import { Undo2 } from 'lucide-react'
import { messageOf } from '@/components/data/api-error'
import { call } from '@/components/data/call'
import { Button } from '@/components/ui/button'
import { ForeignText } from '@/components/ui/foreign-text'
import { Ago } from '@/components/ui/time'
import { useToast } from '@/components/ui/toast'
import type { HandoverDto } from '@/lib/contracts/handover'
import { useDesk } from './checklist-context'
import { checklist } from './endpoints'
import { useSend } from './use-checklist'
import { changeWords } from './words'

/** What was changed last, by whoever it was, with the way back. */
export function LastChange({ handover: { lastChange }, mayUndo }: { handover: HandoverDto; mayUndo: boolean }) {
  const { news } = useDesk()
  const toast = useToast()
  const undo = useSend((projectId, changeId: string) =>
    call(checklist.undo, { params: { projectId }, body: { changeId } }),
  )
  if (lastChange === null) return null
  const { id, key, label, by, at } = lastChange
  function handleUndo() {
    news.own(key)
    undo.mutate(id, { onSuccess: () => toast('The last change was taken back.') })
  }
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 rounded-card border bg-card px-4 py-2 print:hidden">
      <p className="min-w-0">
        Last change: <ForeignText text={by} /> {changeWords(lastChange)} “<ForeignText text={label} />”{' '}
        <Ago at={at} className="text-muted-foreground" />
      </p>
      {mayUndo ? (
        <Button size="compact" pending={undo.isPending} pendingLabel="Undoing" onClick={handleUndo}>
          <Undo2 aria-hidden />
          Undo
        </Button>
      ) : null}
      {undo.isError ? (
        <p role="alert" className="w-full text-fail">
          {messageOf(undo.error)}
        </p>
      ) : null}
    </div>
  )
}
