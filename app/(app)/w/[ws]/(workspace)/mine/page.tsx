import type { Metadata } from 'next'
import { MyItems } from '@/components/mine/my-items'
import { now } from '@/lib/config'
import { routes } from '@/lib/routes'
import { listMyItems } from '@/lib/services/project/list-my-items'
import { requireWorkspace } from '../../../../access'

type Props = { params: Promise<{ ws: string }> }

export const metadata: Metadata = { title: 'My items' }

export default async function MyItemsPage({ params }: Props) {
  const { ws } = await params
  const { context } = await requireWorkspace(ws, routes.myItems(ws))
  const mine = await listMyItems(context)
  return <MyItems {...mine} workspace={ws} now={now()} />
}
