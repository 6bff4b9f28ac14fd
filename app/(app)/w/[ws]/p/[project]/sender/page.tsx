import type { Metadata } from 'next'
import { cache } from 'react'
import { SettingsSkeleton } from '@/components/frame/skeletons'
import { SenderView } from '@/components/sender/sender-view'
import { routes } from '@/lib/routes'
import { getProject } from '@/lib/services/project/get-project'
import { getMailProfile } from '@/lib/services/sender/get-mail-profile'
import { orNotFound, requireId, requireWorkspace } from '../../../../../access'
import { PageBoundary } from '../../../../../page-boundary'

type Props = { params: Promise<{ ws: string; project: string }> }

const load = cache(async (ws: string, project: string) => {
  const { context } = await requireWorkspace(ws, routes.sender({ workspace: ws, project }))
  const projectId = requireId(project)
  const [found, profile] = await orNotFound(() =>
    Promise.all([getProject(context, projectId), getMailProfile(context, projectId)]),
  )
  return { project: found, profile }
})

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const place = await params
  const { project } = await load(place.ws, place.project)
  return { title: `Sender simulator, ${project.name}` }
}

export default function SenderPage({ params }: Props) {
  return (
    <PageBoundary skeleton={<SettingsSkeleton />}>
      <Content params={params} />
    </PageBoundary>
  )
}

async function Content({ params }: Props) {
  const place = await params
  const { profile } = await load(place.ws, place.project)
  return <SenderView example={profile.example} />
}
