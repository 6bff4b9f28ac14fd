import type { Metadata } from 'next'
import { Onboarding } from '@/components/onboarding/onboarding'
import { EmptyState } from '@/components/ui/empty-state'
import { allowsTestNames } from '@/lib/config'
import { can } from '@/lib/contracts/permissions'
import { routes } from '@/lib/routes'
import { listExampleSites } from '@/lib/services/catalogue/list-example-sites'
import { requireWorkspace } from '../../../../access'

type Props = { params: Promise<{ ws: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { ws } = await params
  await requireWorkspace(ws, routes.newProject(ws))
  return { title: 'New project' }
}

export default async function NewProjectPage({ params }: Props) {
  const { ws } = await params
  const { workspace } = await requireWorkspace(ws, routes.newProject(ws))
  if (!can(workspace.role, 'project.create')) {
    return <EmptyState line="Viewers cannot create projects. Ask an owner or admin of this workspace." />
  }
  return <Onboarding workspace={workspace} examples={listExampleSites()} allowTest={allowsTestNames()} />
}
