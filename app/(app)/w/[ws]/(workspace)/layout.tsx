import type { ReactNode } from 'react'
import { WorkspaceShell } from '@/components/frame/workspace-shell'
import { getActor } from '@/lib/auth/get-actor'
import { getAuthOptions } from '@/lib/services/account/get-auth-options'

type Props = { params: Promise<{ ws: string }>; children: ReactNode }

/** The frame only: each page asks for itself who may see it. */
export default async function WorkspaceLayout({ params, children }: Props) {
  const [{ ws }, actor, options] = await Promise.all([params, getActor(), getAuthOptions()])
  const workspace = actor?.workspaces.find(({ slug }) => slug === ws)
  if (actor === undefined || workspace === undefined) return children
  return (
    <WorkspaceShell workspace={workspace} workspaces={actor.workspaces} email={actor.email} isLab={options.testNetwork}>
      {children}
    </WorkspaceShell>
  )
}
