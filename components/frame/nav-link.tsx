'use client'

import type { Route } from 'next'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'
import { cn } from '@/components/ui/cn'
import { Tooltip } from '@/components/ui/tooltip'

/** `tip` names the link where only its icon is shown. */
type NavLinkProps = {
  href: Route
  exact?: boolean
  className?: string
  tip?: string
  onNavigate?: () => void
  children: ReactNode
}

export function NavLink({ href, exact = false, className, tip, onNavigate, children }: NavLinkProps) {
  const pathname = usePathname()
  const isCurrent = exact ? pathname === href : pathname === href || pathname.startsWith(`${href}/`)
  const link = (
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
  if (tip === undefined) return link
  return (
    <Tooltip text={tip} side="right" className="lg:hidden">
      {link}
    </Tooltip>
  )
}
