import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { BrandingView } from '@/components/branding/branding-view'
import { brandingOptions } from '@/components/branding/data'
import { makeQueryClient } from '@/components/data/query-client'
import { routes } from '@/lib/routes'
import { getBrandingSettings } from '@/lib/services/branding/get-branding'
import { listClients } from '@/lib/services/client/list-clients'
import { orNotFound, requireId, requireWorkspace } from '../../../../../access'

type Props = {
  params: Promise<{ ws: string }>
  searchParams: Promise<{ client?: string | string[] }>
}

export const metadata: Metadata = { title: 'Branding' }

export default async function BrandingPage({ params, searchParams }: Props) {
  const { ws } = await params
  const { client: asked } = await searchParams
  const clientId = typeof asked === 'string' ? requireId(asked) : undefined
  const { context, workspace } = await requireWorkspace(ws, routes.branding(ws, clientId))
  const [branding, { items }] = await orNotFound(() =>
    Promise.all([getBrandingSettings(context, clientId), listClients(context)]),
  )
  const client = makeQueryClient()
  client.setQueryData(brandingOptions({ workspaceId: workspace.id, clientId }).queryKey, branding)
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <BrandingView workspace={workspace} clients={items.map(({ id, name }) => ({ id, name }))} clientId={clientId} />
    </HydrationBoundary>
  )
}
