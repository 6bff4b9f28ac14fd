'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { messageOf } from '@/components/data/api-error'
import { type ProjectListFilter, projectListOptions } from '@/components/data/options'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { useNow } from '@/components/ui/clock'
import { ForeignText } from '@/components/ui/foreign-text'
import { Loading, Skeleton } from '@/components/ui/skeleton'
import { Table, TableCell, TableHead, TableRow } from '@/components/ui/table'
import { Ago } from '@/components/ui/time'
import type { ProjectRowDto } from '@/lib/contracts/project'
import { count } from '@/lib/format/count'
import { formatDay } from '@/lib/format/time'
import { routes } from '@/lib/routes'
import { isNarrowed, writeListFilter } from './list-filter'
import { type ListPlace, ProjectMenu } from './project-menu'
import { StageStrip } from './stage-strip'
import { VerdictCell } from './verdict-cell'

type ProjectListProps = { workspace: ListPlace; filter: ProjectListFilter; cursor: string | undefined }

/** The projects of one filter and order; the page brings the first of them. */
export function ProjectList({ workspace, filter, cursor }: ProjectListProps) {
  const list = useInfiniteQuery(projectListOptions({ workspaceId: workspace.id, filter, cursor }))
  if (list.isPending) return <ProjectListSkeleton />
  if (list.data === undefined) {
    return (
      <div role="alert" className="flex flex-col items-start gap-2 rounded-card border p-4">
        <p>We could not load your projects. {messageOf(list.error)}</p>
        <Button onClick={() => void list.refetch()}>Try again</Button>
      </div>
    )
  }
  const rows = list.data.pages.flatMap(({ items }) => items)
  const last = list.data.pages.at(-1)
  const next = last?.nextCursor ?? undefined
  return (
    <>
      {rows.length === 0 ? null : <ProjectTable rows={rows} workspace={workspace} />}
      {rows.length === 0 ? null : <ProjectCards rows={rows} workspace={workspace} />}
      {list.isFetchNextPageError ? <p role="alert">We could not load more. {messageOf(list.error)}</p> : null}
      <div className="flex flex-wrap items-center gap-3">
        <p role="status" className="text-muted-foreground text-xs">
          {summary({ shown: rows.length, total: last?.total ?? 0, filter, isMore: next !== undefined, cursor })}
        </p>
        {next === undefined ? null : (
          <Button asChild aria-disabled={list.isFetchingNextPage}>
            <a
              href={routes.projects(workspace.slug, writeListFilter(filter, next))}
              onClick={(event) => {
                if (event.metaKey || event.ctrlKey || event.shiftKey) return
                event.preventDefault()
                if (!list.isFetchingNextPage) void list.fetchNextPage()
              }}
            >
              {list.isFetchingNextPage ? 'Loading' : 'Show more'}
            </a>
          </Button>
        )}
        {cursor === undefined ? null : (
          <Link
            href={routes.projects(workspace.slug, writeListFilter(filter))}
            className="focus-ring rounded-sm text-xs underline underline-offset-4"
          >
            Back to the first projects
          </Link>
        )}
        <ArchiveLink workspace={workspace.slug} filter={filter} archived={last?.archived ?? 0} />
      </div>
    </>
  )
}

type ArchiveLinkProps = { workspace: string; filter: ProjectListFilter; archived: number }

/** The way to what was put away, and back. */
function ArchiveLink({ workspace, filter, archived }: ArchiveLinkProps) {
  const isThere = filter.shows === 'archived'
  if (!isThere && archived === 0) return null
  return (
    <Link
      href={routes.projects(workspace, writeListFilter({ ...filter, shows: isThere ? undefined : 'archived' }))}
      className="focus-ring rounded-sm text-xs underline underline-offset-4"
    >
      {isThere ? 'Back to the projects' : `Show archived (${archived})`}
    </Link>
  )
}

type Summary = { shown: number; total: number; filter: ProjectListFilter; isMore: boolean; cursor: string | undefined }

/** How much of everything stands above, in words. */
function summary({ shown, total, filter, isMore, cursor }: Summary): string {
  if (shown === 0 && isMore) return 'None among the projects looked at so far.'
  if (shown === 0 && filter.shows === 'archived') return 'Nothing is archived here.'
  if (shown === 0) return isNarrowed(filter) ? 'No project matches.' : 'No more projects.'
  if (filter.verdict === undefined && (isMore || cursor !== undefined)) return `${shown} of ${count(total, 'project')}`
  return isMore ? `${count(shown, 'project')} so far` : count(shown, 'project')
}

type RowsProps = { rows: readonly ProjectRowDto[]; workspace: ListPlace }

function Launch({ launchAt }: { launchAt: string | null }) {
  const now = useNow()
  if (launchAt === null) return <span className="whitespace-nowrap text-muted-foreground">No date</span>
  return <span className="whitespace-nowrap">{formatDay({ at: Date.parse(launchAt), now })}</span>
}

function Client({ row }: { row: ProjectRowDto }) {
  if (row.client === null) return <span className="text-muted-foreground">None</span>
  return <ForeignText text={row.client.name} />
}

function Checked({ at }: { at: string | null }) {
  return at === null ? (
    <span className="text-muted-foreground">Never</span>
  ) : (
    <Ago at={at} className="whitespace-nowrap" />
  )
}

function ProjectName({ row, workspace }: { row: ProjectRowDto; workspace: string }) {
  return (
    <>
      <Link
        href={routes.project({ workspace, project: row.id })}
        className="focus-ring rounded-sm py-1 font-medium underline-offset-4 hover:underline"
      >
        <ForeignText text={row.name} />
      </Link>
      {row.name === row.displayDomain ? null : (
        <span className="block text-muted-foreground text-xs">
          <ForeignText text={row.displayDomain} />
        </span>
      )}
    </>
  )
}

function ProjectTable({ rows, workspace }: RowsProps) {
  const withClient = rows.some(({ client }) => client !== null)
  return (
    <div className="max-sm:hidden">
      <Table label="Projects">
        <thead>
          <tr>
            <TableHead>Project</TableHead>
            {withClient ? <TableHead>Client</TableHead> : null}
            <TableHead>Verdict</TableHead>
            <TableHead>Stages</TableHead>
            <TableHead>Launch</TableHead>
            <TableHead>Checked</TableHead>
            <TableHead>
              <span className="sr-only">More</span>
            </TableHead>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <TableRow key={row.id} data-row>
              <TableCell>
                <ProjectName row={row} workspace={workspace.slug} />
              </TableCell>
              {withClient ? (
                <TableCell>
                  <Client row={row} />
                </TableCell>
              ) : null}
              <TableCell>
                <VerdictCell row={row} />
              </TableCell>
              <TableCell>
                <StageStrip stages={row.stages} />
              </TableCell>
              <TableCell>
                <Launch launchAt={row.launchAt} />
              </TableCell>
              <TableCell>
                <Checked at={row.lastCheckedAt} />
              </TableCell>
              <TableCell className="w-0 pl-0">
                <ProjectMenu row={row} workspace={workspace} />
              </TableCell>
            </TableRow>
          ))}
        </tbody>
      </Table>
    </div>
  )
}

function ProjectCards({ rows, workspace }: RowsProps) {
  return (
    <ul className="flex flex-col gap-2 sm:hidden">
      {rows.map((row) => (
        <li key={row.id} data-row>
          <Card className="flex flex-col gap-2">
            <div className="flex items-start justify-between gap-2">
              <div className="min-w-0">
                <ProjectName row={row} workspace={workspace.slug} />
              </div>
              <ProjectMenu row={row} workspace={workspace} />
            </div>
            {row.client === null ? null : (
              <p className="text-muted-foreground text-xs">
                Client: <ForeignText text={row.client.name} />
              </p>
            )}
            <VerdictCell row={row} />
            <StageStrip stages={row.stages} />
            <p className="flex gap-4 text-muted-foreground text-xs">
              <span>
                Launch: <Launch launchAt={row.launchAt} />
              </span>
              <span>
                Checked: <Checked at={row.lastCheckedAt} />
              </span>
            </p>
          </Card>
        </li>
      ))}
    </ul>
  )
}

export function ProjectListSkeleton() {
  return (
    <Loading label="Loading projects">
      <div className="flex flex-col gap-2 rounded-card border p-4">
        {[1, 2, 3, 4, 5].map((row) => (
          <Skeleton key={row} className="h-11 w-full" />
        ))}
      </div>
    </Loading>
  )
}
