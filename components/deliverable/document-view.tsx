'use client'

import { Printer } from 'lucide-react'
import Link from 'next/link'
import { messageOf } from '@/components/data/api-error'
import { useProjectState } from '@/components/data/hooks'
import { usePlace } from '@/components/frame/place'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { ForeignText } from '@/components/ui/foreign-text'
import { PageHeader } from '@/components/ui/section'
import type { Part } from '@/lib/deliverables/doc'
import { docMarkdown } from '@/lib/deliverables/markdown'
import { deliverables } from '@/lib/roadmaps/deliverables'
import type { DeliverableId } from '@/lib/roadmaps/ids'
import { routes } from '@/lib/routes'
import { Blocks } from './blocks'
import { MissingList } from './missing-list'
import { useLeaveWarning } from './use-editing'
import { filledWords, useDocument } from './view'
import { WrittenPart } from './written-part'

/** One document of a stage: generated parts refresh by themselves, written parts are edited in place. */
export function DocumentView({ id }: { id: DeliverableId }) {
  const place = usePlace()
  const { project } = useProjectState(place.project)
  const { doc, error } = useDocument(id)
  useLeaveWarning()
  const { title, text } = deliverables[id]
  return (
    <article className="flex max-w-document flex-col gap-6">
      <p data-slot="chrome" className="-mb-4">
        <Link href={routes.documents(place)} className="link focus-ring rounded-sm underline">
          All documents
        </Link>
      </p>
      <PageHeader title={title}>
        <Badge>{filledWords(doc)}</Badge>
        <span data-slot="chrome" className="flex flex-wrap gap-2">
          <CopyButton text={docMarkdown(`${title}, ${project.name}`, doc)} label="Copy as Markdown" isFix={false} />
          <Button size="compact" onClick={() => window.print()}>
            <Printer aria-hidden />
            Print
          </Button>
        </span>
      </PageHeader>
      <p className="text-muted-foreground">
        {text}. Made for <ForeignText text={project.displayDomain} />: what can be seen is kept up to date for you, the
        rest is yours to write.
      </p>
      {error === null ? null : <p role="alert">What people wrote could not be loaded again. {messageOf(error)}</p>}
      <MissingList deliverable={id} missing={doc.missing} />
      {doc.parts.map((part) => (
        <OnePart key={part.id} deliverable={id} part={part} />
      ))}
    </article>
  )
}

function OnePart({ deliverable, part }: { deliverable: DeliverableId; part: Part }) {
  const { asked, blocks, id, state, title } = part
  const isBlank = asked !== undefined && blocks.length === 0
  return (
    <section
      id={`part-${id}`}
      aria-labelledby={`title-${id}`}
      className={`flex scroll-mt-20 flex-col gap-3 ${isBlank && state === 'extra' ? 'print:hidden' : ''}`}
    >
      <h2
        id={`title-${id}`}
        className="flex break-after-avoid flex-wrap items-baseline gap-x-2 font-semibold text-base"
      >
        {title}
        {state === 'extra' ? <Note text="if you like" /> : state === 'later' ? <Note text="comes later" /> : null}
      </h2>
      {asked !== undefined ? (
        <WrittenPart deliverable={deliverable} part={part} asked={asked} />
      ) : blocks.length === 0 ? (
        <p className="text-muted-foreground">Nothing is known yet.</p>
      ) : (
        <Blocks blocks={blocks} name={title} />
      )}
    </section>
  )
}

function Note({ text }: { text: string }) {
  return <span className="font-normal text-muted-foreground text-xs">{text}</span>
}
