import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import Link from 'next/link'
import { PROJECTS_SHOWN, projectsOptions } from '@/components/data/options'
import { makeQueryClient } from '@/components/data/query-client'
import { FirstProject } from '@/components/projects/first-project'
import { ProjectList, ProjectListSkeleton } from '@/components/projects/project-list'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { PageHeader } from '@/components/ui/section'
import { allowsTestNames } from '@/lib/config'
import { can } from '@/lib/contracts/permissions'
import { isPlainLine } from '@/lib/contracts/primitives'
import { routes } from '@/lib/routes'
import { listExampleSites } from '@/lib/services/catalogue/list-example-sites'
import { listProjects } from '@/lib/services/project/list-projects'
import { requireWorkspace } from '../../../access'
import { PageBoundary } from '../../../page-boundary'

const MAX_SEARCH = 120
const SEARCH_FROM = 6

type Props = { params: Promise<{ ws: string }>; searchParams: Promise<{ q?: string | string[] }> }

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

async function Content({ params, searchParams }: Props) {
  const [{ ws }, { q }] = await Promise.all([params, searchParams])
  const { context, workspace } = await requireWorkspace(ws, routes.projects(ws))
  const search = typeof q === 'string' && isPlainLine(q) ? q.trim().slice(0, MAX_SEARCH) : ''
  const page = await listProjects(context, { limit: PROJECTS_SHOWN, ...(search === '' ? {} : { search }) })
  const canCreate = can(workspace.role, 'project.create')
  const client = makeQueryClient()
  client.setQueryData(projectsOptions({ workspaceId: workspace.id, search }).queryKey, page)
  if (page.total === 0 && search === '' && canCreate) {
    return (
      <div className="flex flex-col gap-6">
        <PageHeader title="Projects" />
        <FirstProject workspace={workspace} examples={listExampleSites()} allowTest={allowsTestNames()} />
      </div>
    )
  }
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <div className="flex flex-col gap-4">
        <PageHeader title="Projects">
          {canCreate ? (
            <Button asChild variant="primary">
              <Link href={routes.newProject(ws)}>New project</Link>
            </Button>
          ) : null}
        </PageHeader>
        {page.total >= SEARCH_FROM || search !== '' ? <Search value={search} /> : null}
        <ProjectList workspace={{ id: workspace.id, slug: workspace.slug }} search={search} />
      </div>
    </HydrationBoundary>
  )
}

/** A plain form: the search lives in the address and works before any script has loaded. */
function Search({ value }: { value: string }) {
  return (
    <search>
      <form method="get" className="flex max-w-sm gap-2">
        <Input
          name="q"
          type="search"
          defaultValue={value}
          maxLength={MAX_SEARCH}
          aria-label="Search projects"
          placeholder="Search"
        />
        <Button type="submit">Search</Button>
      </form>
    </search>
  )
}
