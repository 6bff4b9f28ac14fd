'use client'

import { useQuery } from '@tanstack/react-query'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { messageOf } from '@/components/data/api-error'
import { usePlace } from '@/components/frame/place'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/section'
import { Loading, Skeleton } from '@/components/ui/skeleton'
import { LinkRow } from './link-row'
import { shareLinksOptions } from './options'

/** The form with its preview, loaded when somebody wants to make or change a link. */
const LinkEditor = dynamic(() => import('./link-editor').then(({ LinkEditor: Loaded }) => Loaded), {
  ssr: false,
  loading: () => (
    <Loading label="Loading the form">
      <Skeleton className="h-96 w-full" />
    </Loading>
  ),
})

type LinksViewProps = {
  canManage: boolean
  /** Whom the project is made for. */
  client: string | undefined
  hasAudit: boolean
}

/** `new`, or the id of the link that is changed. */
type Editing = string | undefined

/** The links of a project: make, copy, change and revoke them. */
export function LinksView({ canManage, client, hasAudit }: LinksViewProps) {
  const { project } = usePlace()
  const { data, error, isPending, refetch } = useQuery(shareLinksOptions(project))
  const [editing, setEditing] = useState<Editing>(undefined)
  const edited = data?.items.find(({ id }) => id === editing)
  const isEmpty = data !== undefined && data.items.length === 0
  const newButton =
    canManage && editing === undefined ? (
      <Button variant="primary" onClick={() => setEditing('new')}>
        New link
      </Button>
    ) : undefined
  return (
    <div className="flex flex-col gap-6">
      <PageHeader title="Share">{isEmpty ? undefined : newButton}</PageHeader>
      {editing === undefined ? null : (
        <LinkEditor
          key={editing}
          link={edited}
          client={client}
          hasAudit={hasAudit}
          onDone={() => setEditing(undefined)}
        />
      )}
      {isPending ? (
        <Loading label="Loading share links">
          <Skeleton className="h-32 w-full" />
        </Loading>
      ) : null}
      {error === null ? null : (
        <div role="alert" className="flex flex-col items-start gap-3">
          <p>The share links could not be loaded. {messageOf(error)}</p>
          <Button onClick={() => void refetch()}>Try again</Button>
        </div>
      )}
      {isEmpty && editing === undefined ? (
        <EmptyState
          line={
            canManage
              ? 'Send a read-only page instead of screenshots.'
              : 'Nothing is shared yet. An owner, admin or member can make a link.'
          }
        >
          {newButton}
        </EmptyState>
      ) : null}
      {data === undefined || isEmpty ? null : (
        <Card className="p-0">
          <ul aria-label="Share links">
            {data.items.map((link) => (
              <LinkRow key={link.id} link={link} canManage={canManage} onEdit={() => setEditing(link.id)} />
            ))}
          </ul>
        </Card>
      )}
    </div>
  )
}
