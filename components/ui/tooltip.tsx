'use client'

import { Tooltip as Primitive } from 'radix-ui'
import type { ReactNode } from 'react'

export const TooltipProvider = Primitive.Provider

export function TooltipBubble({ children }: { children: ReactNode }) {
  return (
    <Primitive.Portal>
      <Primitive.Content
        data-slot="tooltip"
        sideOffset={6}
        collisionPadding={8}
        className="z-40 max-w-72 rounded-button border bg-popover px-2.5 py-1.5 text-foreground text-xs shadow-layer"
      >
        {children}
      </Primitive.Content>
    </Primitive.Portal>
  )
}

/** A few words beside a control on hover and focus; never the only place a fact is said. */
export function Tooltip({ text, children }: { text: ReactNode; children: ReactNode }) {
  return (
    <Primitive.Root>
      <Primitive.Trigger asChild>{children}</Primitive.Trigger>
      <TooltipBubble>{text}</TooltipBubble>
    </Primitive.Root>
  )
}
