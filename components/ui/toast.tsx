'use client'

import dynamic from 'next/dynamic'
import { createContext, type ReactNode, useCallback, useContext, useState } from 'react'

export type ToastItem = { id: number; text: string }
type Announce = (text: string) => void

const ToastContext = createContext<Announce | undefined>(undefined)

/** Loaded with the first note. */
const ToastLayer = dynamic(() => import('./toast-layer'), { ssr: false })

/** Short notes about success in the background. Errors stay in place and never come here. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [items, setItems] = useState<readonly ToastItem[]>([])
  const [wasUsed, setUsed] = useState(false)
  const announce = useCallback((text: string) => {
    setUsed(true)
    setItems((shown) => [...shown.slice(-2), { id: (shown.at(-1)?.id ?? 0) + 1, text }])
  }, [])
  return (
    <ToastContext value={announce}>
      {children}
      {wasUsed ? (
        <ToastLayer items={items} onClose={(id) => setItems((shown) => shown.filter((other) => other.id !== id))} />
      ) : null}
    </ToastContext>
  )
}

export function useToast(): Announce {
  const announce = useContext(ToastContext)
  if (announce === undefined) throw new Error('useToast is used outside ToastProvider')
  return announce
}
