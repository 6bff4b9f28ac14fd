import Link from 'next/link'
import { routes } from '@/lib/routes'

/** The top of public pages. */
export function SiteHeader() {
  return (
    <header data-slot="chrome" className="border-b">
      <nav
        aria-label="Site"
        className="mx-auto flex min-h-14 max-w-content flex-wrap items-center gap-x-6 gap-y-1 px-4 py-2 sm:px-6"
      >
        <Link href={routes.home()} className="focus-ring rounded-sm font-semibold">
          Launch Ready
        </Link>
        <Link href={routes.checkDocs()} className="focus-ring rounded-sm text-muted-foreground hover:text-foreground">
          Checks
        </Link>
        <Link
          href={routes.start()}
          className="focus-ring ml-auto rounded-sm text-muted-foreground hover:text-foreground"
        >
          Projects
        </Link>
      </nav>
    </header>
  )
}
