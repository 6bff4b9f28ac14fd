'use client'

import type { Route } from 'next'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'
import { cn } from '@/components/ui/cn'

type NavLinkProps = { href: Route; exact?: boolean; className?: string; onNavigate?: () => void; children: ReactNode }

export function NavLink({ href, exact = false, className, onNavigate, children }: NavLinkProps) {
  const pathname = usePathname()
  const isCurrent = exact ? pathname === href : pathname === href || pathname.startsWith(`${href}/`)
  return (
    <Link
      href={href}
      aria-current={isCurrent ? 'page' : undefined}
      {...(onNavigate === undefined ? {} : { onClick: onNavigate })}
      className={cn(
        'focus-ring flex min-h-8 items-center gap-2 rounded-button px-2 py-1 text-muted-foreground hover:bg-muted hover:text-foreground aria-[current=page]:bg-muted aria-[current=page]:font-medium aria-[current=page]:text-foreground pointer-coarse:min-h-11',
        className,
      )}
    >
      {children}
    </Link>
  )
}
