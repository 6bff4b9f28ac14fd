import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { cache } from 'react'
import { projectStateOptions } from '@/components/data/options'
import { makeQueryClient } from '@/components/data/query-client'
import { StageSkeleton } from '@/components/frame/skeletons'
import { inputsOptions, proofsOptions } from '@/components/prove/options'
import { ProveView } from '@/components/prove/prove-view'
import { routes } from '@/lib/routes'
import { listAttestations } from '@/lib/services/attestation/list-attestations'
import { listExampleSites } from '@/lib/services/catalogue/list-example-sites'
import { listInputs } from '@/lib/services/input/list-inputs'
import { getProjectState } from '@/lib/services/project/get-project-state'
import { orNotFound, requireId, requireWorkspace } from '../../../../../access'
import { PageBoundary } from '../../../../../page-boundary'

type Props = { params: Promise<{ ws: string; project: string }> }

const load = cache(async (ws: string, project: string) => {
  const { context } = await requireWorkspace(ws, routes.prove({ workspace: ws, project }))
  return orNotFound(async () => {
    const id = requireId(project)
    const [state, inputs, proofs] = await Promise.all([
      getProjectState(context, id),
      listInputs(context, id),
      listAttestations(context, id, {}),
    ])
    const { domain } = state.project.target
    const exampleMessage = listExampleSites().find(({ target }) => target.domain === domain)?.message
    return { state, inputs, proofs, exampleMessage }
  })
})

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { ws, project } = await params
  const { state } = await load(ws, project)
  return { title: `Help us prove it, ${state.project.name}` }
}

export default function ProvePage({ params }: Props) {
  return (
    <PageBoundary skeleton={<StageSkeleton />}>
      <Content params={params} />
    </PageBoundary>
  )
}

async function Content({ params }: Props) {
  const { ws, project } = await params
  const { state, inputs, proofs, exampleMessage } = await load(ws, project)
  const client = makeQueryClient()
  client.setQueryData(projectStateOptions(state.project.id).queryKey, state)
  client.setQueryData(inputsOptions(state.project.id).queryKey, inputs)
  client.setQueryData(proofsOptions(state.project.id).queryKey, proofs)
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <ProveView exampleMessage={exampleMessage} />
    </HydrationBoundary>
  )
}
