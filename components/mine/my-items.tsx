import Link from 'next/link'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { ForeignText } from '@/components/ui/foreign-text'
import { PageHeader, Section, SectionTitle } from '@/components/ui/section'
import { StatusBadge } from '@/components/ui/status-badge'
import type { MyItemDto } from '@/lib/contracts/activity'
import type { MyAskDto } from '@/lib/contracts/ask'
import { formatDay } from '@/lib/format/time'
import { routes } from '@/lib/routes'

type MyItemsProps = {
  items: readonly MyItemDto[]
  asks: readonly MyAskDto[]
  workspace: string
  /** Milliseconds. */
  now: number
}

/** Everything one person is asked to repair or to answer, over all projects. */
export function MyItems({ items, asks, workspace, now }: MyItemsProps) {
  return (
    <div className="flex max-w-document flex-col gap-4">
      <PageHeader title="My items" />
      {asks.length === 0 ? null : <Asks asks={asks} workspace={workspace} />}
      {items.length === 0 && asks.length > 0 ? null : items.length === 0 ? (
        <EmptyState line="Nothing is assigned to you.">
          <p className="text-muted-foreground">Owners are chosen in the list of launch blockers and on each check.</p>
        </EmptyState>
      ) : (
        <Card className="p-0">
          <ul>
            {items.map((item) => (
              <li
                key={`${item.projectId} ${item.fingerprint}`}
                className="relative flex flex-wrap items-start justify-between gap-x-4 gap-y-2 border-t px-4 py-3 first:border-t-0 has-[a:hover]:bg-muted/60"
              >
                <div className="flex min-w-0 flex-1 basis-64 flex-col gap-1">
                  <Link
                    href={routes.check({ workspace, project: item.projectId, check: item.checkId })}
                    className="focus-ring rounded-sm font-medium after:absolute after:inset-0"
                  >
                    <ForeignText text={item.title} />
                  </Link>
                  <span className="text-muted-foreground text-xs">
                    <ForeignText text={item.projectName} />
                  </span>
                </div>
                <div className="flex flex-wrap items-center gap-2">
                  {item.dueAt === null ? null : (
                    <Badge>
                      {Date.parse(item.dueAt) < now ? 'Overdue since' : 'Due'}{' '}
                      {formatDay({ at: Date.parse(item.dueAt), now })}
                    </Badge>
                  )}
                  {item.isBlocker ? <Badge>Blocker</Badge> : null}
                  <StatusBadge status={item.verdict} />
                </div>
              </li>
            ))}
          </ul>
        </Card>
      )}
    </div>
  )
}

function Asks({ asks, workspace }: { asks: readonly MyAskDto[]; workspace: string }) {
  return (
    <Section aria-labelledby="asks-title">
      <SectionTitle id="asks-title">Questions for you ({asks.length})</SectionTitle>
      <Card className="p-0">
        <ul>
          {asks.map(({ projectId, projectName, place, title, by }) => (
            <li
              key={`${projectId} ${place}`}
              className="relative flex flex-col gap-1 border-t px-4 py-3 first:border-t-0 has-[a:hover]:bg-muted/60"
            >
              <Link
                href={routes.proveAt({ workspace, project: projectId }, place)}
                className="focus-ring rounded-sm font-medium after:absolute after:inset-0"
              >
                {title}
              </Link>
              <span className="text-muted-foreground text-xs">
                <ForeignText text={projectName} />, asked by <ForeignText text={by} />
              </span>
            </li>
          ))}
        </ul>
      </Card>
    </Section>
  )
}
