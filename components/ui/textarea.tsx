import type { ComponentProps } from 'react'
import { cn } from './cn'

export function Textarea({ className, rows = 3, ...props }: ComponentProps<'textarea'>) {
  return (
    <textarea
      data-slot="textarea"
      rows={rows}
      className={cn(
        'focus-ring w-full min-w-0 rounded-control border border-input bg-card px-3 py-2 text-foreground text-sm placeholder:text-muted-foreground disabled:opacity-60 pointer-coarse:text-base',
        'aria-invalid:border-fail-fill',
        className,
      )}
      {...props}
    />
  )
}
