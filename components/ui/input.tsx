import type { ComponentProps } from 'react'
import { cn } from './cn'

export function Input({ className, type = 'text', ...props }: ComponentProps<'input'>) {
  return (
    <input
      data-slot="input"
      type={type}
      className={cn(
        'focus-ring h-9 w-full min-w-0 rounded-control border border-input bg-card px-3 text-foreground text-sm placeholder:text-muted-foreground disabled:opacity-60 pointer-coarse:h-11 pointer-coarse:text-base',
        'aria-invalid:border-fail-fill',
        className,
      )}
      {...props}
    />
  )
}
