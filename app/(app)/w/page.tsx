import Link from 'next/link'
import { redirect } from 'next/navigation'
import { EmptyState } from '@/components/ui/empty-state'
import { routes } from '@/lib/routes'
import { requireActor } from '../access'

/** Where signing in leads: the first workspace. */
export default async function StartPage() {
  const actor = await requireActor(routes.start())
  const [first] = actor.workspaces
  if (first !== undefined) redirect(routes.projects(first.slug))
  return (
    <main id="main" className="mx-auto max-w-document px-4 py-12">
      <h1 className="sr-only">Projects</h1>
      <EmptyState line="You are not a member of a workspace.">
        <p className="text-muted-foreground">
          Open an invitation you got, or{' '}
          <Link href={routes.account()} className="link focus-ring rounded-sm underline">
            make a workspace of your own
          </Link>
          .
        </p>
      </EmptyState>
    </main>
  )
}
