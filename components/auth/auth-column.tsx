import Link from 'next/link'
import type { ReactNode } from 'react'
import { routes } from '@/lib/routes'

/** One 360 px column: the name, one sentence, then the fields. */
export function AuthColumn({ title, line, children }: { title: string; line: string; children: ReactNode }) {
  return (
    <main id="main" className="mx-auto flex min-h-dvh w-full max-w-[392px] flex-col justify-center gap-6 px-4 py-12">
      <div className="flex flex-col gap-2 text-center">
        <p>
          <Link href={routes.home()} className="focus-ring rounded-sm font-semibold">
            Launch Ready
          </Link>
        </p>
        <h1 className="font-semibold text-title">{title}</h1>
        <p className="text-balance text-muted-foreground">{line}</p>
      </div>
      {children}
    </main>
  )
}
