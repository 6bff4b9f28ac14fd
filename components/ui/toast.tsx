'use client'

import { X } from 'lucide-react'
import { Toast as Primitive } from 'radix-ui'
import { createContext, type ReactNode, useCallback, useContext, useState } from 'react'

type ToastItem = { id: number; text: string }
type Announce = (text: string) => void

const ToastContext = createContext<Announce | undefined>(undefined)

const VISIBLE_MS = 8000

/** Short notes about success in the background. Errors stay in place and never come here. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [items, setItems] = useState<readonly ToastItem[]>([])
  const announce = useCallback((text: string) => {
    setItems((shown) => [...shown.slice(-2), { id: (shown.at(-1)?.id ?? 0) + 1, text }])
  }, [])
  return (
    <ToastContext value={announce}>
      <Primitive.Provider duration={VISIBLE_MS} label="Notification">
        {children}
        {items.map((item) => (
          <Primitive.Root
            key={item.id}
            onOpenChange={(open) => {
              if (!open) setItems((shown) => shown.filter((other) => other.id !== item.id))
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
    </ToastContext>
  )
}

export function useToast(): Announce {
  const announce = useContext(ToastContext)
  if (announce === undefined) throw new Error('useToast is used outside ToastProvider')
  return announce
}
