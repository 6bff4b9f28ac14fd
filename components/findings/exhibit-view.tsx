import { CopyButton } from '@/components/ui/copy-button'
import { ForeignText } from '@/components/ui/foreign-text'
import { Table, TableCell, TableHead, TableRow } from '@/components/ui/table'
import type { Exhibit } from '@/lib/engine/finding'
import { visibleText } from '@/lib/format/visible-text'
import { CodeBlock } from './code-block'
import { exhibitText } from './exhibit-text'

function Facts({ rows }: { rows: readonly (readonly [string, string | undefined])[] }) {
  return (
    <dl className="grid grid-cols-[minmax(72px,max-content)_1fr] gap-x-4 gap-y-1">
      {rows.map(([label, value]) =>
        value === undefined ? null : (
          <div key={label} className="contents">
            <dt className="text-muted-foreground text-xs leading-5">{label}</dt>
            <dd className="min-w-0">
              <ForeignText text={value} mono />
            </dd>
          </div>
        ),
      )}
    </dl>
  )
}

function Lines({ lines, none }: { lines: readonly string[]; none: string }) {
  if (lines.length === 0) return <p className="text-muted-foreground">{none}</p>
  return (
    <ul className="flex flex-col gap-1">
      {lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines of an answer never move, and may repeat.
        <li key={`${index} ${line}`} className="rounded bg-muted px-2 py-1">
          <ForeignText text={line} mono />
        </li>
      ))}
    </ul>
  )
}

type Of<Kind extends Exhibit['kind']> = Extract<Exhibit, { kind: Kind }>

function DnsAnswer({ exhibit }: { exhibit: Of<'dns'> }) {
  const { type, name, server } = exhibit.question
  return (
    <>
      <Facts
        rows={[
          ['Question', `${type} ${name}`],
          ['Asked', server],
          ['Answer', exhibit.status],
        ]}
      />
      <Lines lines={exhibit.records} none="No records." />
    </>
  )
}

function HttpExchange({ exhibit }: { exhibit: Of<'http'> }) {
  const { method, url, address } = exhibit.request
  return (
    <>
      <Facts
        rows={[
          ['Request', `${method} ${url}`],
          ['Address', address],
          ['Status', exhibit.status === undefined ? undefined : String(exhibit.status)],
          ['Error', exhibit.error],
        ]}
      />
      {exhibit.headers.length === 0 ? null : (
        <Lines lines={exhibit.headers.map(([name, value]) => `${name}: ${value}`)} none="No headers." />
      )}
    </>
  )
}

function Certificate({ exhibit }: { exhibit: Of<'cert'> }) {
  return (
    <>
      <Facts
        rows={[
          ['Host', exhibit.host],
          ['Address', exhibit.address],
          ['Subject', exhibit.subject],
          ['Issuer', exhibit.issuer],
          ['Valid from', exhibit.notBefore],
          ['Valid until', exhibit.notAfter],
          ['Error', exhibit.error],
        ]}
      />
      <Lines lines={exhibit.names} none="The certificate names no host." />
    </>
  )
}

function Rows({ exhibit }: { exhibit: Of<'table'> }) {
  return (
    <Table label={visibleText(exhibit.title)}>
      <thead>
        <tr>
          {exhibit.columns.map((column) => (
            <TableHead key={column}>{visibleText(column)}</TableHead>
          ))}
        </tr>
      </thead>
      <tbody>
        {exhibit.rows.map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows of an exhibit never move, and may repeat.
          <TableRow key={index}>
            {row.map((cell, column) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: cells never move.
              <TableCell key={column} className="min-w-40">
                <ForeignText text={cell} mono />
              </TableCell>
            ))}
          </TableRow>
        ))}
      </tbody>
    </Table>
  )
}

function Body({ exhibit }: { exhibit: Exhibit }) {
  switch (exhibit.kind) {
    case 'dns':
      return <DnsAnswer exhibit={exhibit} />
    case 'http':
      return <HttpExchange exhibit={exhibit} />
    case 'cert':
      return <Certificate exhibit={exhibit} />
    case 'table':
      return <Rows exhibit={exhibit} />
    case 'code':
      return (
        <CodeBlock
          code={exhibit.code}
          label={visibleText(exhibit.title)}
          title={exhibit.lang}
          copyLabel="Copy"
          isFix={false}
        />
      )
    case 'text':
      return (
        <p className="whitespace-pre-wrap">
          <ForeignText text={exhibit.text} />
        </p>
      )
  }
}

/** One excerpt of what was seen, in the words of whoever sent it. */
export function ExhibitView({ exhibit }: { exhibit: Exhibit }) {
  const note = 'note' in exhibit ? exhibit.note : undefined
  return (
    <div data-slot="exhibit" className="flex flex-col gap-3 rounded-card border p-3">
      <div className="flex flex-wrap items-start justify-between gap-2">
        <h5 className="min-w-0 font-medium">
          <ForeignText text={exhibit.title} />
        </h5>
        {exhibit.kind === 'code' ? null : (
          <CopyButton text={exhibitText(exhibit)} label="Copy evidence" isFix={false} />
        )}
      </div>
      <Body exhibit={exhibit} />
      {note === undefined ? null : (
        <p className="text-muted-foreground text-xs">
          <ForeignText text={note} />
        </p>
      )}
    </div>
  )
}
