'use client'

import { useCallback, useState } from 'react'

/** Whether an element has come into view once; what is costly can wait for that. */
export function useSeen(): { seen: boolean; ref: (node: Element | null) => (() => void) | undefined } {
  const [seen, setSeen] = useState(false)
  const ref = useCallback((node: Element | null) => {
    if (node === null) return undefined
    const observer = new IntersectionObserver(([entry]) => {
      if (entry?.isIntersecting !== true) return
      setSeen(true)
      observer.disconnect()
    })
    observer.observe(node)
    return () => observer.disconnect()
  }, [])
  return { seen, ref }
}
