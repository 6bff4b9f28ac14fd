'use client'

import { Printer } from 'lucide-react'
import { useProjectState } from '@/components/data/hooks'
import { CodeBlock } from '@/components/findings/code-block'
import { usePlace } from '@/components/frame/place'
import { useMembers } from '@/components/triage/use-decision'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { CopyButton } from '@/components/ui/copy-button'
import { ForeignText } from '@/components/ui/foreign-text'
import { PageHeader } from '@/components/ui/section'
import { Table, TableCell, TableHead, TableRow } from '@/components/ui/table'
import type { Block, Doc } from '@/lib/deliverables/doc'
import { makeDoc } from '@/lib/deliverables/makers'
import { docMarkdown } from '@/lib/deliverables/markdown'
import { deliverables } from '@/lib/roadmaps/deliverables'
import type { DeliverableId } from '@/lib/roadmaps/ids'
import { viewOf } from './view'

const STATE_WORDS: Readonly<Record<Doc['state'], string>> = {
  ready: 'Complete',
  partial: 'Parts are missing',
  empty: 'Empty',
}

/** One document of a stage, made from the newest results; copied as Markdown or printed. */
export function DocumentView({ id }: { id: DeliverableId }) {
  const place = usePlace()
  const data = useProjectState(place.project)
  const members = useMembers()
  const { title, text } = deliverables[id]
  const doc = makeDoc(id, viewOf(data, members))
  return (
    <article className="flex max-w-document flex-col gap-5">
      <PageHeader title={title}>
        <Badge>{STATE_WORDS[doc.state]}</Badge>
        <span data-slot="chrome" className="flex gap-2">
          <CopyButton
            text={docMarkdown(`${title}, ${data.project.name}`, doc)}
            label="Copy as Markdown"
            isFix={false}
          />
          <Button size="compact" onClick={() => window.print()}>
            <Printer aria-hidden />
            Print
          </Button>
        </span>
      </PageHeader>
      <p className="text-muted-foreground">
        {text}. Made for <ForeignText text={data.project.displayDomain} /> from the newest results.
      </p>
      {doc.missing.length === 0 ? null : (
        <Card>
          <p className="font-medium">Still missing</p>
          <ul className="mt-1 list-disc pl-5">
            {doc.missing.map(({ text: sentence }) => (
              <li key={sentence}>
                <ForeignText text={sentence} />
              </li>
            ))}
          </ul>
        </Card>
      )}
      {doc.blocks.map((block, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the blocks are made anew as a whole.
        <Part key={index} block={block} number={index + 1} />
      ))}
    </article>
  )
}

/** `number` tells tables and snippets of one name apart. */
function Part({ block, number }: { block: Block; number: number }) {
  switch (block.kind) {
    case 'heading':
      return (
        <h2 className="pt-2 font-semibold text-base">
          <ForeignText text={block.text} />
        </h2>
      )
    case 'text':
      return (
        <p>
          <ForeignText text={block.text} />
        </p>
      )
    case 'list': {
      const List = block.ordered === true ? 'ol' : 'ul'
      return (
        <List className={block.ordered === true ? 'list-decimal pl-5' : 'list-disc pl-5'}>
          {block.items.map((item, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the items are made anew as a whole.
            <li key={index}>
              <ForeignText text={item} />
            </li>
          ))}
        </List>
      )
    }
    case 'table':
      return <DocTable block={block} number={number} />
    case 'code':
      return <CodeBlock label={`${block.title}, part ${number}`} title={block.title} code={block.code} isFix={false} />
  }
}

function DocTable({ block, number }: { block: Extract<Block, { kind: 'table' }>; number: number }) {
  return (
    <Table label={`${block.columns.join(', ')}, part ${number}`}>
      <thead>
        <tr>
          {block.columns.map((column) => (
            <TableHead key={column}>{column}</TableHead>
          ))}
        </tr>
      </thead>
      <tbody>
        {block.rows.map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the rows are made anew as a whole.
          <TableRow key={index}>
            {row.map((cell, column) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a cell belongs to its column.
              <TableCell key={column} className="min-w-24 break-words">
                <ForeignText text={cell} />
              </TableCell>
            ))}
          </TableRow>
        ))}
      </tbody>
    </Table>
  )
}
