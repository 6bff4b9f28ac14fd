import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { CompareView } from '@/components/compare/compare-view'
import { compareOptions } from '@/components/data/options'
import { makeQueryClient } from '@/components/data/query-client'
import { Id } from '@/lib/contracts/primitives'
import { AppError } from '@/lib/errors'
import { routes } from '@/lib/routes'
import { compareRuns } from '@/lib/services/compare/compare-runs'
import { orNotFound, requireId, requireWorkspace } from '../../../../../access'

type Props = {
  params: Promise<{ ws: string; project: string }>
  searchParams: Promise<{ from?: string | string[]; to?: string | string[] }>
}

export const metadata: Metadata = { title: 'Before and after' }

/** An id in the address; anything else counts as not chosen. */
function chosen(value: string | string[] | undefined): string | undefined {
  const parsed = Id.safeParse(value)
  return parsed.success ? parsed.data : undefined
}

export default async function ComparePage({ params, searchParams }: Props) {
  const [{ ws, project }, search] = await Promise.all([params, searchParams])
  const { context } = await requireWorkspace(ws, routes.compare({ workspace: ws, project }))
  const projectId = requireId(project)
  const [from, to] = [chosen(search.from), chosen(search.to)]
  const client = makeQueryClient()
  await orNotFound(async () => {
    try {
      const data = await compareRuns(context, { projectId, from, to })
      client.setQueryData(compareOptions({ projectId, from, to }).queryKey, data)
    } catch (error) {
      // Nothing to compare with yet: the page says so.
      if (!(error instanceof AppError) || error.code !== 'conflict') throw error
    }
  })
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <CompareView from={from} to={to} />
    </HydrationBoundary>
  )
}
