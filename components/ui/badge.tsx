import type { ComponentProps } from 'react'
import { cn } from './cn'

/** A quiet chip for kinds, impacts and counts. Status is shown by `StatusBadge` only. */
export function Badge({ className, ...props }: ComponentProps<'span'>) {
  return (
    <span
      data-slot="badge"
      className={cn(
        'inline-flex h-6 items-center gap-1 whitespace-nowrap rounded-full border px-2 font-medium text-muted-foreground text-xs',
        className,
      )}
      {...props}
    />
  )
}
