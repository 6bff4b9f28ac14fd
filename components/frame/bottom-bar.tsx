'use client'

import type { Route } from 'next'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'

const ITEM =
  'focus-ring flex min-h-12 flex-1 flex-col items-center justify-center gap-0.5 rounded-button text-muted-foreground text-xs aria-[current=page]:font-medium aria-[current=page]:text-foreground'

/** Navigation on phones. */
export function BottomBar({ children }: { children: ReactNode }) {
  return (
    <nav
      data-slot="chrome"
      aria-label="Main"
      className="fixed inset-x-0 bottom-0 z-10 flex h-14 items-stretch gap-1 border-t bg-card px-2 sm:hidden"
    >
      {children}
    </nav>
  )
}

type BottomItem = { icon: ReactNode; label: string }

export function BottomLink({ href, icon, label }: BottomItem & { href: Route }) {
  const pathname = usePathname()
  return (
    <Link href={href} aria-current={pathname === href ? 'page' : undefined} className={ITEM}>
      {icon}
      {label}
    </Link>
  )
}

export function BottomButton({ icon, label, onClick }: BottomItem & { onClick: () => void }) {
  return (
    <button type="button" aria-haspopup="dialog" onClick={onClick} className={ITEM}>
      {icon}
      {label}
    </button>
  )
}
