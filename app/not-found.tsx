import Link from 'next/link'
import { routes } from '@/lib/routes'

export const metadata = { title: 'Not found' }

export default function NotFound() {
  return (
    <main className="mx-auto flex min-h-dvh max-w-document flex-col items-start justify-center gap-3 px-4 py-12">
      <h1 className="font-semibold text-title">This page does not exist, or you have no access to it</h1>
      <p>Check the address, or go back to your projects.</p>
      <Link href={routes.start()} className="link focus-ring rounded-sm underline">
        Go to projects
      </Link>
    </main>
  )
}
