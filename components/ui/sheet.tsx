'use client'

import { Dialog as Primitive } from 'radix-ui'
import type { ComponentProps } from 'react'
import { cn } from './cn'
import { LayerClose, LayerOverlay } from './dialog'

export const Sheet = Primitive.Root
export const SheetTrigger = Primitive.Trigger
export const SheetClose = Primitive.Close
export const SheetTitle = Primitive.Title
export const SheetDescription = Primitive.Description

const SIDES = {
  right: 'inset-y-0 right-0 w-full max-w-[480px] border-l',
  bottom: 'inset-x-0 bottom-0 max-h-[85dvh] rounded-t-card border-t',
} as const

type SheetContentProps = ComponentProps<typeof Primitive.Content> & { side?: keyof typeof SIDES }

export function SheetContent({ className, children, side = 'right', ...props }: SheetContentProps) {
  return (
    <Primitive.Portal>
      <LayerOverlay />
      <Primitive.Content
        data-slot="sheet"
        className={cn(
          'fixed z-50 flex flex-col gap-4 overflow-y-auto bg-popover p-6 shadow-layer focus:outline-none motion-safe:data-[state=open]:animate-in motion-safe:data-[state=open]:fade-in-0 motion-safe:data-[state=open]:duration-150',
          SIDES[side],
          className,
        )}
        {...props}
      >
        {children}
        <LayerClose />
      </Primitive.Content>
    </Primitive.Portal>
  )
}
