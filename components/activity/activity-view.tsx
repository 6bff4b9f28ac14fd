'use client'

import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useParams } from 'next/navigation'
import { Fragment, useState } from 'react'
import { messageOf } from '@/components/data/api-error'
import { call } from '@/components/data/call'
import { addressOf } from '@/components/data/endpoint'
import { endpoints } from '@/components/data/endpoints'
import { keys } from '@/components/data/keys'
import { membersOptions } from '@/components/data/options'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { ForeignText } from '@/components/ui/foreign-text'
import { PageHeader } from '@/components/ui/section'
import { Select } from '@/components/ui/select'
import { Loading, Skeleton } from '@/components/ui/skeleton'
import { Ago } from '@/components/ui/time'
import type { ActivityDto } from '@/lib/contracts/activity'
import { visibleText } from '@/lib/format/visible-text'
import { routes } from '@/lib/routes'
import { changeLines } from './change-lines'
import { RecordCheck } from './record-check'
import { actionWords, GROUPS } from './words'

const PAGE = 50
const EXPORT = '/workspaces/{workspaceId}/activity/export'

type Filter = { action?: string; actor?: string }

/** Who did what, newest first, with what it was before and after. */
export function ActivityView({ workspaceId }: { workspaceId: string }) {
  const [filter, setFilter] = useState<Filter>({})
  const members = useQuery(membersOptions(workspaceId)).data?.members ?? []
  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: keys.activity(workspaceId, filter),
    queryFn: ({ pageParam, signal }) =>
      call(endpoints.listActivity, {
        params: { workspaceId },
        query: { ...filter, limit: PAGE, ...(pageParam === '' ? {} : { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  })
  const events = data?.pages.flatMap(({ items }) => items) ?? []
  function choose(part: { action?: string; actor?: string }) {
    const next = { ...filter, ...part }
    setFilter({
      ...(next.action === undefined || next.action === '' ? {} : { action: next.action }),
      ...(next.actor === undefined || next.actor === '' ? {} : { actor: next.actor }),
    })
  }
  return (
    <div className="flex max-w-document flex-col gap-4">
      <PageHeader title="Activity">
        <Button asChild>
          <a href={addressOf<string>(EXPORT, { workspaceId }, { ...filter })} download>
            Download as CSV
          </a>
        </Button>
      </PageHeader>
      <div className="flex flex-wrap gap-2">
        <Select
          label="What happened"
          className="w-48"
          value={filter.action ?? ''}
          options={GROUPS}
          onChange={(action) => choose({ action })}
        />
        <Select
          label="Who did it"
          className="w-48"
          value={filter.actor ?? ''}
          options={[
            { value: '', label: 'Everybody' },
            ...members.map(({ id, name, email }) => ({ value: id, label: visibleText(name ?? email) })),
          ]}
          onChange={(actor) => choose({ actor })}
        />
      </div>
      {isPending ? (
        <Loading label="Loading activity">
          <Skeleton className="h-64 w-full" />
        </Loading>
      ) : error === null ? (
        <Events events={events} names={new Map(members.map(({ id, name, email }) => [id, name ?? email]))} />
      ) : (
        <p role="alert">The activity could not be loaded. {messageOf(error)}</p>
      )}
      {hasNextPage ? (
        <Button className="self-start" pending={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          Show older
        </Button>
      ) : null}
      <RecordCheck workspaceId={workspaceId} />
    </div>
  )
}

type Names = ReadonlyMap<string, string>

function Events({ events, names }: { events: readonly ActivityDto[]; names: Names }) {
  if (events.length === 0) return <EmptyState line="Nothing of this kind happened yet." />
  return (
    <Card className="p-0">
      <ul>
        {events.map((event) => (
          <li key={event.id} className="flex flex-col gap-1 border-t px-4 py-3 first:border-t-0">
            <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
              <p className="min-w-0">
                <ForeignText text={event.actor} className="font-medium" /> {actionWords(event.action)}
              </p>
              <p className="text-muted-foreground text-xs">
                <Ago at={event.at} />
              </p>
            </div>
            {event.project === null ? null : <Project project={event.project} />}
            <Changes change={event.change} names={names} />
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Project({ project: { id, name } }: { project: NonNullable<ActivityDto['project']> }) {
  const { ws } = useParams<{ ws: string }>()
  return (
    <p className="text-muted-foreground text-xs">
      {id === null ? (
        <ForeignText text={name} />
      ) : (
        <Link href={routes.project({ workspace: ws, project: id })} className="link focus-ring rounded-sm underline">
          <ForeignText text={name} />
        </Link>
      )}
    </p>
  )
}

function Changes({ change, names }: { change: ActivityDto['change']; names: Names }) {
  const lines = changeLines(change, names)
  if (lines.length === 0) return null
  return (
    <details>
      <summary className="link focus-ring w-fit cursor-pointer rounded-sm text-xs">What changed</summary>
      <dl className="mt-2 grid gap-x-4 gap-y-2 wrap-anywhere rounded-card bg-muted p-3 text-xs sm:grid-cols-[minmax(6rem,auto)_1fr]">
        {lines.map(({ label, before, after }) => (
          <Fragment key={label}>
            <dt className="text-muted-foreground">
              <ForeignText text={label} />
            </dt>
            <dd className="min-w-0">
              {before === undefined ? null : <ForeignText text={before} className="text-muted-foreground" />}
              {before === undefined || after === undefined ? null : (
                <>
                  <span aria-hidden> → </span>
                  <span className="sr-only"> became </span>
                </>
              )}
              {after === undefined ? null : <ForeignText text={after} />}
            </dd>
          </Fragment>
        ))}
      </dl>
    </details>
  )
}
