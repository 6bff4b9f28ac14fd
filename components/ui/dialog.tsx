'use client'

import { X } from 'lucide-react'
import { Dialog as Primitive } from 'radix-ui'
import { type ComponentProps, type ReactNode, useRef } from 'react'
import { cn } from './cn'

export const Dialog = Primitive.Root
export const DialogTrigger = Primitive.Trigger
export const DialogClose = Primitive.Close

export function LayerOverlay() {
  return (
    <Primitive.Overlay className="fixed inset-0 z-50 bg-black/50 motion-safe:data-[state=open]:animate-in motion-safe:data-[state=open]:fade-in-0 motion-safe:data-[state=open]:duration-150" />
  )
}

/** Gives the focus back to what had it. A layer that was opened by a key has no trigger to give it to. */
function useFocusReturn() {
  const before = useRef<Element>(null)
  return {
    onOpenAutoFocus: () => {
      before.current = document.activeElement
    },
    onCloseAutoFocus: (event: Event) => {
      const { current } = before
      if (!(current instanceof HTMLElement) || current === document.body || !current.isConnected) return
      event.preventDefault()
      current.focus()
    },
  }
}

export function DialogContent({ className, children, ...props }: ComponentProps<typeof Primitive.Content>) {
  const focus = useFocusReturn()
  return (
    <Primitive.Portal>
      <LayerOverlay />
      <Primitive.Content
        data-slot="dialog"
        className={cn(
          'fixed top-1/2 left-1/2 z-50 flex max-h-[calc(100dvh-32px)] w-[calc(100vw-32px)] max-w-md -translate-x-1/2 -translate-y-1/2 flex-col gap-4 overflow-y-auto rounded-card border bg-popover p-6 shadow-layer focus:outline-none',
          className,
        )}
        {...focus}
        {...props}
      >
        {children}
        <LayerClose />
      </Primitive.Content>
    </Primitive.Portal>
  )
}

export function LayerClose() {
  return (
    <Primitive.Close className="focus-ring absolute top-3 right-3 inline-flex size-8 items-center justify-center rounded-button text-muted-foreground hover:bg-muted">
      <X aria-hidden className="size-4" />
      <span className="sr-only">Close</span>
    </Primitive.Close>
  )
}

export function DialogHeading({ title, description }: { title: ReactNode; description?: ReactNode }) {
  return (
    <div className="flex flex-col gap-1 pr-8">
      <Primitive.Title className="font-semibold text-base">{title}</Primitive.Title>
      {description === undefined ? null : (
        <Primitive.Description className="text-muted-foreground">{description}</Primitive.Description>
      )}
    </div>
  )
}
