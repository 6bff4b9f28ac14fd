import type { ReactNode } from 'react'
import { SiteHeader } from '@/components/site/site-header'

export default function SiteLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <a
        href="#main"
        className="focus-ring sr-only rounded-button bg-primary px-3 py-2 text-primary-foreground focus:not-sr-only focus:fixed focus:top-3 focus:left-3"
      >
        Skip to content
      </a>
      <SiteHeader />
      <main
        id="main"
        tabIndex={-1}
        className="mx-auto w-full max-w-document px-4 py-8 text-base focus:outline-none sm:px-6"
      >
        {children}
      </main>
    </>
  )
}
