import type { ReactNode } from 'react'
import { cn } from './cn'

/** A quiet box of the final size; appears after 150 ms. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden data-slot="skeleton" className={cn('skeleton h-5', className)} />
}

/** Says once to a screen reader that something is on its way, around skeletons. */
export function Loading({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div role="status" aria-busy="true">
      <span className="sr-only">{label}</span>
      {children}
    </div>
  )
}
