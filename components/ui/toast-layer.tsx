'use client'

import { X } from 'lucide-react'
import { Toast as Primitive } from 'radix-ui'
import type { ToastItem } from './toast'

const VISIBLE_MS = 8000

type ToastLayerProps = { items: readonly ToastItem[]; onClose: (id: number) => void }

/** The notes that are shown right now, said aloud politely. */
export default function ToastLayer({ items, onClose }: ToastLayerProps) {
  return (
    <Primitive.Provider duration={VISIBLE_MS} label="Notification">
      {items.map((item) => (
        <Primitive.Root
          key={item.id}
          onOpenChange={(open) => {
            if (!open) onClose(item.id)
          }}
          className="flex items-center justify-between gap-3 rounded-card border bg-popover px-4 py-3 shadow-layer"
        >
          <Primitive.Description>{item.text}</Primitive.Description>
          <Primitive.Close className="focus-ring inline-flex size-8 items-center justify-center rounded-button hover:bg-muted">
            <X aria-hidden className="size-4" />
            <span className="sr-only">Close</span>
          </Primitive.Close>
        </Primitive.Root>
      ))}
      <Primitive.Viewport className="fixed right-4 bottom-20 z-60 flex w-[calc(100vw-32px)] max-w-sm flex-col gap-2 focus:outline-none lg:bottom-4" />
    </Primitive.Provider>
  )
}
