'use client'

import Link from 'next/link'
import { messageOf } from '@/components/data/api-error'
import { usePlace } from '@/components/frame/place'
import { Card } from '@/components/ui/card'
import { PageHeader, Section, SectionTitle } from '@/components/ui/section'
import type { Doc } from '@/lib/deliverables/doc'
import { deliverables } from '@/lib/roadmaps/deliverables'
import type { DeliverableId } from '@/lib/roadmaps/ids'
import { routes } from '@/lib/routes'
import { type DocumentGroup, filledWords, useDocumentGroups } from './view'

/** Every document of the project with how far it has come. */
export function DocumentsView() {
  const { groups, error } = useDocumentGroups()
  return (
    <div className="flex max-w-document flex-col gap-6">
      <PageHeader title="Documents" />
      <p className="text-muted-foreground">
        What each stage leaves behind. What can be seen is filled in for you and stays up to date; the rest is yours to
        write.
      </p>
      {error === null ? null : <p role="alert">What people wrote could not be loaded again. {messageOf(error)}</p>}
      {groups.map((group) => (
        <Group key={group.title} group={group} />
      ))}
    </div>
  )
}

function Group({ group: { title, documents } }: { group: DocumentGroup }) {
  return (
    <Section>
      <SectionTitle>{title}</SectionTitle>
      <Card className="p-0">
        <ul>
          {documents.map(({ id, doc }) => (
            <Row key={id} id={id} doc={doc} />
          ))}
        </ul>
      </Card>
    </Section>
  )
}

function Row({ id, doc }: { id: DeliverableId; doc: Doc }) {
  const place = usePlace()
  const { title, text } = deliverables[id]
  const share = doc.total === 0 ? 100 : Math.round((100 * doc.filled) / doc.total)
  return (
    <li className="flex break-inside-avoid flex-wrap items-center justify-between gap-x-4 gap-y-2 border-t px-4 py-3 first:border-t-0">
      <div className="min-w-0 flex-1 basis-64">
        <p className="font-medium">
          <Link
            href={routes.document({ ...place, deliverable: id })}
            className="link focus-ring rounded-sm underline pointer-coarse:inline-flex pointer-coarse:min-h-11 pointer-coarse:items-center"
          >
            {title}
          </Link>
        </p>
        <p className="text-muted-foreground text-xs">{text}</p>
      </div>
      <div className="flex w-56 shrink-0 flex-col gap-1.5 max-sm:w-full">
        <p className="text-muted-foreground text-xs tabular-nums">{filledWords(doc)}</p>
        <div aria-hidden className="h-1.5 overflow-hidden rounded-full bg-muted">
          <div className="h-full rounded-full bg-pass-fill" style={{ width: `${share}%` }} />
        </div>
      </div>
    </li>
  )
}
