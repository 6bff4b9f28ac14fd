import type { ReactNode } from 'react'

type ShellProps = {
  sidebar: ReactNode
  topBar: ReactNode
  bottomBar?: ReactNode
  banner?: ReactNode
  children: ReactNode
}

/** Sidebar from 1024 px, icons between 640 and 1024, a bottom bar on phones. */
export function Shell({ sidebar, topBar, bottomBar, banner, children }: ShellProps) {
  return (
    <div className="flex min-h-dvh flex-col">
      <a
        href="#main"
        className="focus-ring sr-only z-60 rounded-button bg-primary px-3 py-2 text-primary-foreground focus:not-sr-only focus:fixed focus:top-3 focus:left-3"
      >
        Skip to content
      </a>
      {banner}
      <div className="flex flex-1">
        <aside
          data-slot="chrome"
          className="sticky top-0 hidden h-dvh w-14 shrink-0 flex-col gap-4 overflow-y-auto border-r bg-card px-2 py-3 sm:flex lg:w-[232px] lg:px-3"
        >
          {sidebar}
        </aside>
        <div className="flex min-w-0 flex-1 flex-col">
          <header
            data-slot="chrome"
            className="sticky top-0 z-10 flex h-14 shrink-0 items-center justify-between gap-3 border-b bg-background px-4 sm:px-6"
          >
            {topBar}
          </header>
          <main
            id="main"
            tabIndex={-1}
            className="mx-auto w-full max-w-content flex-1 px-4 py-4 focus:outline-none max-sm:pb-36 sm:px-6 sm:py-6"
          >
            {children}
          </main>
        </div>
      </div>
      {bottomBar}
    </div>
  )
}
