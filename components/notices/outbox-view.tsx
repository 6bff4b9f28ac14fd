'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import { messageOf } from '@/components/data/api-error'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/section'
import { outboxOptions } from './data'
import { OutboxRow } from './outbox-row'

/** Messages of the workspace: what went out, what waits, and what was given up and why. */
export function OutboxView({ workspaceId }: { workspaceId: string }) {
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    ...outboxOptions(workspaceId),
    refetchInterval: 10_000,
  })
  const items = data?.pages.flatMap((page) => page.items) ?? []
  const sendsMail = data?.pages[0]?.sendsMail ?? true
  return (
    <div className="flex max-w-document flex-col gap-6">
      <PageHeader title="Outbox" />
      <p className="text-muted-foreground">
        Every message of the last two weeks. {sendsMail ? '' : 'This installation has no mail server: '}
        {sendsMail
          ? 'What cannot be delivered is tried for a day and then stays here with the reason.'
          : 'read what would have been mailed and pass it on.'}
      </p>
      {error === null ? null : (
        <p role="alert" className="text-fail">
          We could not load the outbox. {messageOf(error)}
        </p>
      )}
      {data === undefined && error === null ? <p role="status">Loading the outbox.</p> : null}
      {data !== undefined && items.length === 0 ? <EmptyState line="No messages in the last two weeks." /> : null}
      {items.length === 0 ? null : (
        <ul className="rounded-card border bg-card">
          {items.map((message) => (
            <OutboxRow key={message.id} message={message} workspaceId={workspaceId} />
          ))}
        </ul>
      )}
      {hasNextPage ? (
        <Button className="self-start" pending={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          Show older
        </Button>
      ) : null}
    </div>
  )
}
