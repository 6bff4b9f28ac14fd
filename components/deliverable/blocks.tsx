import { Download } from 'lucide-react'
import { CodeBlock } from '@/components/findings/code-block'
import { Button } from '@/components/ui/button'
import { ForeignText } from '@/components/ui/foreign-text'
import { Table, TableCell, TableHead, TableRow } from '@/components/ui/table'
import type { Block } from '@/lib/deliverables/doc'
import { csvText } from '@/lib/format/csv'
import { saveText } from './save-text'

/** The blocks of one part. `name` is the part's title; with the number it tells tables and snippets apart. */
export function Blocks({ blocks, name }: { blocks: readonly Block[]; name: string }) {
  return blocks.map((block, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the blocks are made anew as a whole.
    <OneBlock key={index} block={block} label={`${name}, part ${index + 1}`} />
  ))
}

function OneBlock({ block, label }: { block: Block; label: string }) {
  switch (block.kind) {
    case 'heading':
      return (
        <h3 className="break-after-avoid pt-2 font-semibold">
          <ForeignText text={block.text} />
        </h3>
      )
    case 'text':
      return (
        <p dir="auto">
          <ForeignText text={block.text} />
        </p>
      )
    case 'list': {
      const List = block.ordered === true ? 'ol' : 'ul'
      return (
        <List className={block.ordered === true ? 'list-decimal pl-6' : 'list-disc pl-6'}>
          {block.items.map((item, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the items are made anew as a whole.
            <li key={index} className="break-inside-avoid py-0.5">
              <ForeignText text={item} />
            </li>
          ))}
        </List>
      )
    }
    case 'table':
      return <DocTable block={block} label={label} />
    case 'code':
      return <CodeBlock label={label} title={block.title} code={block.code} isFix={false} />
  }
}

type TableBlock = Extract<Block, { kind: 'table' }>

function DocTable({ block, label }: { block: TableBlock; label: string }) {
  const { columns, rows } = block
  return (
    <div className="flex flex-col gap-1.5">
      <Table label={label}>
        <thead className="print:table-header-group">
          <tr>
            {columns.map((column) => (
              <TableHead key={column}>{column}</TableHead>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the rows are made anew as a whole.
            <TableRow key={index} className="break-inside-avoid">
              {row.map((cell, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a cell belongs to its column.
                <TableCell key={column} className="min-w-24 break-words align-top">
                  <ForeignText text={cell} />
                </TableCell>
              ))}
            </TableRow>
          ))}
        </tbody>
      </Table>
      <Button
        size="inline"
        variant="link"
        className="self-end text-xs"
        onClick={() => saveText({ name: `${label}.csv`, type: 'text/csv', text: csvText([columns, ...rows]) })}
      >
        <Download aria-hidden />
        CSV
        <span className="sr-only"> of {label}</span>
      </Button>
    </div>
  )
}
