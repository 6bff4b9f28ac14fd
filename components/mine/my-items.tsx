import type { Route } from 'next'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { ForeignText } from '@/components/ui/foreign-text'
import { PageHeader, Section, SectionTitle } from '@/components/ui/section'
import { StatusBadge } from '@/components/ui/status-badge'
import type { MyItemDto, MyRowDto } from '@/lib/contracts/activity'
import type { MyAskDto } from '@/lib/contracts/ask'
import { formatDay } from '@/lib/format/time'
import { routes } from '@/lib/routes'

type MyItemsProps = {
  items: readonly MyItemDto[]
  asks: readonly MyAskDto[]
  rows: readonly MyRowDto[]
  workspace: string
  /** Milliseconds. */
  now: number
}

/** Everything one person is asked to repair, to answer or to hand over, over all projects. */
export function MyItems({ items, asks, rows, workspace, now }: MyItemsProps) {
  const isEmpty = items.length + asks.length + rows.length === 0
  return (
    <div className="flex max-w-document flex-col gap-6">
      <PageHeader title="My items" />
      {isEmpty ? (
        <EmptyState line="Nothing is assigned to you.">
          <p className="text-muted-foreground">
            Owners are chosen in the list of launch blockers, on each check and on the handover checklist.
          </p>
        </EmptyState>
      ) : null}
      <Group title="Questions for you" count={asks.length}>
        {asks.map(({ projectId, projectName, place, title, by }) => (
          <Line
            key={`${projectId} ${place}`}
            href={routes.proveAt({ workspace, project: projectId }, place)}
            title={title}
            below={
              <>
                <ForeignText text={projectName} />, asked by <ForeignText text={by} />
              </>
            }
          />
        ))}
      </Group>
      <Group title="To repair" count={items.length}>
        {items.map((item) => (
          <Line
            key={`${item.projectId} ${item.fingerprint}`}
            href={routes.check({ workspace, project: item.projectId, check: item.checkId })}
            title={item.title}
            below={<ForeignText text={item.projectName} />}
          >
            {item.dueAt === null ? null : <Due at={Date.parse(item.dueAt)} now={now} />}
            {item.isBlocker ? <Badge>Blocker</Badge> : null}
            <StatusBadge status={item.verdict} />
          </Line>
        ))}
      </Group>
      <Group title="To hand over" count={rows.length}>
        {rows.map(({ projectId, projectName, key, text, dueOn }) => (
          <Line
            key={`${projectId} ${key}`}
            href={routes.handoverRow({ workspace, project: projectId }, key)}
            title={text}
            below={<ForeignText text={projectName} />}
          >
            {dueOn === null ? null : <Due at={Date.parse(`${dueOn}T23:59:59Z`)} now={now} />}
          </Line>
        ))}
      </Group>
    </div>
  )
}

function Due({ at, now }: { at: number; now: number }) {
  return (
    <Badge>
      {at < now ? 'Overdue since' : 'Due'} {formatDay({ at, now })}
    </Badge>
  )
}

/** One kind of work with how much there is; nothing where there is none. */
function Group({ title, count, children }: { title: string; count: number; children: ReactNode }) {
  if (count === 0) return null
  const id = `mine-${title.replaceAll(' ', '-').toLowerCase()}`
  return (
    <Section aria-labelledby={id}>
      <SectionTitle id={id}>
        {title} ({count})
      </SectionTitle>
      <Card className="p-0">
        <ul>{children}</ul>
      </Card>
    </Section>
  )
}

type LineProps = { href: Route; title: string; below: ReactNode; children?: ReactNode }

function Line({ href, title, below, children }: LineProps) {
  return (
    <li className="relative flex flex-wrap items-start justify-between gap-x-4 gap-y-2 border-t px-4 py-3 first:border-t-0 has-[a:hover]:bg-muted/60">
      <div className="flex min-w-0 flex-1 basis-64 flex-col gap-1">
        <Link href={href} className="focus-ring rounded-sm font-medium after:absolute after:inset-0">
          <ForeignText text={title} />
        </Link>
        <span className="text-muted-foreground text-xs">{below}</span>
      </div>
      <div className="flex flex-wrap items-center gap-2">{children}</div>
    </li>
  )
}
