'use client'

import { cva, type VariantProps } from 'class-variance-authority'
import { Slot } from 'radix-ui'
import type { ComponentProps, MouseEvent } from 'react'
import { cn } from './cn'

const buttonVariants = cva(
  'focus-ring relative inline-flex shrink-0 select-none items-center justify-center gap-2 whitespace-nowrap rounded-button font-medium text-sm transition-colors duration-100 ease-out disabled:pointer-events-none disabled:opacity-50 aria-disabled:opacity-70 [&_svg]:size-4 [&_svg]:shrink-0',
  {
    variants: {
      variant: {
        primary: 'bg-primary text-primary-foreground hover:bg-primary/90',
        secondary: 'border border-input bg-card text-foreground hover:bg-muted',
        ghost: 'text-foreground hover:bg-muted',
        destructive: 'bg-fail text-background hover:bg-fail/90 dark:text-primary-foreground',
        link: 'link px-0 font-normal underline',
      },
      size: {
        default: 'h-9 px-3.5 pointer-coarse:h-11',
        compact: 'h-8 px-2.5 pointer-coarse:h-11',
        icon: 'size-8 pointer-coarse:size-11',
        inline: 'min-h-6',
      },
    },
    defaultVariants: { variant: 'secondary', size: 'default' },
  },
)

export type ButtonProps = ComponentProps<'button'> &
  VariantProps<typeof buttonVariants> & {
    asChild?: boolean
    /** Keeps the width and the focus while the answer is on its way. */
    pending?: boolean
    pendingLabel?: string
  }

export function Button({
  className,
  variant,
  size,
  asChild = false,
  pending = false,
  pendingLabel = 'Working',
  type,
  onClick,
  children,
  ...props
}: ButtonProps) {
  const classes = cn(buttonVariants({ variant, size }), className)
  if (asChild) {
    return (
      <Slot.Root data-slot="button" className={classes} {...props}>
        {children}
      </Slot.Root>
    )
  }
  function handleClick(event: MouseEvent<HTMLButtonElement>) {
    // The second click of a double click is no second wish to send.
    if (pending || (type === 'submit' && event.detail > 1)) event.preventDefault()
    else onClick?.(event)
  }
  return (
    <button
      data-slot="button"
      type={type ?? 'button'}
      className={classes}
      aria-disabled={pending || undefined}
      onClick={handleClick}
      {...props}
    >
      {pending ? (
        <>
          <span aria-hidden className="invisible inline-flex items-center gap-2">
            {children}
          </span>
          <span className="absolute inset-0 flex items-center justify-center">{pendingLabel}…</span>
        </>
      ) : (
        children
      )}
    </button>
  )
}
