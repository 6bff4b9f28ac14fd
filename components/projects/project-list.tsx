'use client'

import Link from 'next/link'
import { messageOf } from '@/components/data/api-error'
import { useProjects } from '@/components/data/hooks'
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
import { StageStrip } from './stage-strip'
import { VerdictCell } from './verdict-cell'

type ProjectListProps = { workspace: { id: string; slug: string }; search: string }

export function ProjectList({ workspace, search }: ProjectListProps) {
  const { data, error, isPending, refetch } = useProjects({ workspaceId: workspace.id, search })
  if (isPending) return <ProjectListSkeleton />
  if (error !== null) {
    return (
      <div role="alert" className="flex flex-col items-start gap-2 rounded-card border p-4">
        <p>We could not load your projects. {messageOf(error)}</p>
        <Button onClick={() => void refetch()}>Try again</Button>
      </div>
    )
  }
  if (data.items.length === 0) return <p>No project matches “{search}”.</p>
  return (
    <>
      <ProjectTable rows={data.items} workspace={workspace.slug} />
      <ProjectCards rows={data.items} workspace={workspace.slug} />
      <p className="text-muted-foreground text-xs">
        {data.nextCursor === null
          ? count(data.total, 'project')
          : `The newest ${data.items.length} of ${data.total} projects`}
      </p>
    </>
  )
}

type RowsProps = { rows: readonly ProjectRowDto[]; workspace: string }

function Launch({ launchAt }: { launchAt: string | null }) {
  const now = useNow()
  if (launchAt === null) return <span className="whitespace-nowrap text-muted-foreground">No date</span>
  return <span className="whitespace-nowrap">{formatDay({ at: Date.parse(launchAt), now })}</span>
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
        className="focus-ring rounded-sm font-medium underline-offset-4 hover:underline"
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
  return (
    <div className="max-sm:hidden">
      <Table label="Projects">
        <thead>
          <tr>
            <TableHead>Project</TableHead>
            <TableHead>Verdict</TableHead>
            <TableHead>Stages</TableHead>
            <TableHead>Launch</TableHead>
            <TableHead>Checked</TableHead>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <TableRow key={row.id} data-row>
              <TableCell>
                <ProjectName row={row} workspace={workspace} />
              </TableCell>
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
            <div className="min-w-0">
              <ProjectName row={row} workspace={workspace} />
            </div>
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
