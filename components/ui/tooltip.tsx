'use client'

import { Tooltip as Primitive } from 'radix-ui'
import type { ReactNode } from 'react'
import { cn } from './cn'

type BubbleProps = { className?: string; side?: 'top' | 'right'; children: ReactNode }

export const TooltipProvider = Primitive.Provider

export function TooltipBubble({ className, children, side }: BubbleProps) {
  return (
    <Primitive.Portal>
      <Primitive.Content
        data-slot="tooltip"
        sideOffset={6}
        {...(side === undefined ? {} : { side })}
        collisionPadding={8}
        className={cn(
          'z-40 max-w-72 rounded-button border bg-popover px-2.5 py-1.5 text-foreground text-xs shadow-layer',
          className,
        )}
      >
        {children}
      </Primitive.Content>
    </Primitive.Portal>
  )
}

/** A few words beside a control on hover and focus; never the only place a fact is said. */
export function Tooltip({ text, children, className, side }: { text: ReactNode } & BubbleProps) {
  return (
    <Primitive.Root>
      <Primitive.Trigger asChild>{children}</Primitive.Trigger>
      <TooltipBubble {...(className === undefined ? {} : { className })} {...(side === undefined ? {} : { side })}>
        {text}
      </TooltipBubble>
    </Primitive.Root>
  )
}
