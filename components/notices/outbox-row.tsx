'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { messageOf } from '@/components/data/api-error'
import { call } from '@/components/data/call'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { ForeignText } from '@/components/ui/foreign-text'
import { Ago, Until } from '@/components/ui/time'
import type { OutboxMessageDto } from '@/lib/contracts/notice'
import { visibleText } from '@/lib/format/visible-text'
import { messageOptions, noticeEndpoints, outboxOptions } from './data'
import { STATE_WORDS, VIA_WORDS } from './words'

type RowProps = { message: OutboxMessageDto; workspaceId: string }

/** One message: where it goes, what became of it, and its text on demand. */
export function OutboxRow({ message, workspaceId }: RowProps) {
  const [isOpen, setOpen] = useState(false)
  const textId = useId()
  const { subject, to, via, state, problem, createdAt, dueAt, attempts } = message
  return (
    <li className="flex flex-col gap-2 border-t px-4 py-3 first:border-t-0">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="flex min-w-0 flex-1 basis-64 flex-col gap-0.5">
          <ForeignText text={subject} className="font-medium" />
          <span className="text-muted-foreground text-xs">
            {VIA_WORDS[via]} to <ForeignText text={to} />, <Ago at={createdAt} />
            {dueAt === null || attempts === 0 ? null : (
              <>
                , tried {attempts} {attempts === 1 ? 'time' : 'times'}, next <Until at={dueAt} />
              </>
            )}
          </span>
        </div>
        <Badge>{STATE_WORDS[state]}</Badge>
      </div>
      {problem === null ? null : (
        <p className={state === 'dead' ? 'text-fail' : ''}>
          <ForeignText text={problem} />
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        <Button size="compact" aria-expanded={isOpen} aria-controls={textId} onClick={() => setOpen(!isOpen)}>
          Read<span className="sr-only"> {visibleText(subject)}</span>
        </Button>
        {state === 'dead' || state === 'kept' ? <SendAgain message={message} workspaceId={workspaceId} /> : null}
      </div>
      <div id={textId}>{isOpen ? <Text message={message} workspaceId={workspaceId} /> : null}</div>
    </li>
  )
}

function SendAgain({ message, workspaceId }: RowProps) {
  const client = useQueryClient()
  const again = useMutation({
    mutationFn: () => call(noticeEndpoints.sendAgain, { params: { workspaceId, messageId: message.id } }),
    onSettled: () => client.invalidateQueries({ queryKey: outboxOptions(workspaceId).queryKey }),
  })
  return (
    <>
      <Button size="compact" pending={again.isPending} onClick={() => again.mutate()}>
        Send again
      </Button>
      {again.error === null ? null : (
        <p role="alert" className="text-fail">
          {messageOf(again.error)}
        </p>
      )}
    </>
  )
}

function Text({ message, workspaceId }: RowProps) {
  const { data, error } = useQuery(messageOptions(workspaceId, message.id))
  if (error !== null) {
    return (
      <p role="alert" className="text-fail">
        {messageOf(error)}
      </p>
    )
  }
  if (data === undefined) return <p role="status">Loading the message.</p>
  if (data.text === null)
    return <p>Its text cannot be opened any more: the key it was sealed with is not configured.</p>
  return (
    <div className="flex flex-col gap-2">
      <div className="whitespace-pre-wrap break-words rounded-card border bg-muted/40 p-3 [overflow-wrap:anywhere]">
        <bdi>{data.text.split('\n').map(visibleText).join('\n')}</bdi>
      </div>
      {data.link === null ? null : (
        <CopyButton text={data.link.url} label={`Copy link: ${data.link.label}`} isFix={false} className="self-start" />
      )}
    </div>
  )
}
