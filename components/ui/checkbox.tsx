'use client'

import { Check } from 'lucide-react'
import { Checkbox as Primitive } from 'radix-ui'
import type { ComponentProps } from 'react'
import { cn } from './cn'

export function Checkbox({ className, ...props }: ComponentProps<typeof Primitive.Root>) {
  return (
    <Primitive.Root
      data-slot="checkbox"
      className={cn(
        'focus-ring relative inline-flex size-5 shrink-0 items-center justify-center rounded border border-input bg-card text-primary-foreground before:absolute before:-inset-1 data-[state=checked]:border-primary data-[state=checked]:bg-primary pointer-coarse:before:-inset-3',
        className,
      )}
      {...props}
    >
      <Primitive.Indicator>
        <Check aria-hidden className="size-4" />
      </Primitive.Indicator>
    </Primitive.Root>
  )
}
