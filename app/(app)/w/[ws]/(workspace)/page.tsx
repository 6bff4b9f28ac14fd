import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import Link from 'next/link'
import { PROJECTS_SHOWN, type ProjectListFilter, projectListOptions } from '@/components/data/options'
import { makeQueryClient } from '@/components/data/query-client'
import { FirstProjectPart } from '@/components/projects/first-project-part'
import { isNarrowed } from '@/components/projects/list-filter'
import { ListFilters } from '@/components/projects/list-filters'
import { ProjectList, ProjectListSkeleton } from '@/components/projects/project-list'
import { readListFilter } from '@/components/projects/read-list-filter'
import { Button } from '@/components/ui/button'
import { PageHeader } from '@/components/ui/section'
import { allowsTestNames } from '@/lib/config'
import { can } from '@/lib/contracts/permissions'
import { AppError } from '@/lib/errors'
import { routes } from '@/lib/routes'
import { listExampleSites } from '@/lib/services/catalogue/list-example-sites'
import { listClients } from '@/lib/services/client/list-clients'
import { listMembers } from '@/lib/services/member/list-members'
import { listProjects } from '@/lib/services/project/list-projects'
import type { Context } from '@/lib/services/system-context'
import { requireWorkspace } from '../../../access'
import { PageBoundary } from '../../../page-boundary'

/** Fewer projects are found by looking. */
const FILTERS_FROM = 6

type Props = { params: Promise<{ ws: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { ws } = await params
  await requireWorkspace(ws, routes.projects(ws))
  return { title: 'Projects' }
}

export default function ProjectsPage(props: Props) {
  return (
    <PageBoundary skeleton={<ProjectListSkeleton />}>
      <Content {...props} />
    </PageBoundary>
  )
}

/** A place of an order that is not ours any more begins at the front again. */
async function pageFrom(
  context: Context,
  { filter, cursor }: { filter: ProjectListFilter; cursor: string | undefined },
) {
  const first = () => listProjects(context, { ...filter, limit: PROJECTS_SHOWN })
  if (cursor === undefined) return { cursor, page: await first() }
  try {
    return { cursor, page: await listProjects(context, { ...filter, limit: PROJECTS_SHOWN, cursor }) }
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'invalid') throw error
    return { cursor: undefined, page: await first() }
  }
}

async function Content({ params, searchParams }: Props) {
  const [{ ws }, asked] = await Promise.all([params, searchParams])
  const { context, workspace } = await requireWorkspace(ws, routes.projects(ws))
  const { filter, cursor: wanted } = readListFilter(asked)
  const [{ page, cursor }, clients, { members }] = await Promise.all([
    pageFrom(context, { filter, cursor: wanted }),
    listClients(context),
    listMembers(context),
  ])
  const workers = members.filter(({ role }) => role !== 'viewer')
  const canCreate = can(workspace.role, 'project.create')
  const client = makeQueryClient()
  client.setQueryData(projectListOptions({ workspaceId: workspace.id, filter, cursor }).queryKey, {
    pages: [page],
    pageParams: [cursor ?? null],
  })
  if (page.total === 0 && page.archived === 0 && !isNarrowed(filter) && canCreate) {
    return (
      <div className="flex flex-col gap-6">
        <PageHeader title="Projects" />
        <FirstProjectPart workspace={workspace} examples={listExampleSites()} allowTest={allowsTestNames()} />
      </div>
    )
  }
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <div className="flex flex-col gap-4">
        <PageHeader title={filter.shows === 'archived' ? 'Archived projects' : 'Projects'}>
          {canCreate ? (
            <Button asChild variant="primary">
              <Link href={routes.newProject(ws)}>New project</Link>
            </Button>
          ) : null}
        </PageHeader>
        {page.total >= FILTERS_FROM || isNarrowed(filter) || filter.sort !== 'created' ? (
          <ListFilters workspace={ws} filter={filter} clients={clients.items} workers={workers} />
        ) : null}
        <ProjectList
          workspace={{ id: workspace.id, slug: workspace.slug, role: workspace.role }}
          filter={filter}
          cursor={cursor}
        />
      </div>
    </HydrationBoundary>
  )
}
