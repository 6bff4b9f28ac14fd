'use client'

import { CircleAlert } from 'lucide-react'
import { useEffect, useRef } from 'react'

/** What went wrong with a whole form, above its fields; takes the focus when it appears. */
export function FormMessage({ text }: { text: string }) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.focus(), [])
  return (
    <div
      ref={box}
      role="alert"
      tabIndex={-1}
      className="focus-ring flex items-start gap-2 rounded-card border border-fail-fill bg-fail-soft px-3 py-2 text-fail"
    >
      <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
      <p className="min-w-0 break-words">{text}</p>
    </div>
  )
}
