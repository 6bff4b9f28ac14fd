'use client'

import { Tooltip as Primitive } from 'radix-ui'
import { type ReactNode, useState } from 'react'
import { TooltipBubble } from './tooltip'

/** A term of art with its explanation on hover, focus and tap. */
export function Term({ explain, children }: { explain: ReactNode; children: ReactNode }) {
  const [open, setOpen] = useState(false)
  return (
    <Primitive.Root open={open} onOpenChange={setOpen}>
      <Primitive.Trigger
        type="button"
        onPointerDown={(event) => event.preventDefault()}
        onClick={(event) => {
          event.preventDefault()
          setOpen(true)
        }}
        className="focus-ring inline min-h-6 rounded-sm font-[inherit] underline decoration-muted-foreground decoration-dotted underline-offset-4"
      >
        {children}
      </Primitive.Trigger>
      <TooltipBubble>{explain}</TooltipBubble>
    </Primitive.Root>
  )
}
