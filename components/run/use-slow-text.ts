'use client'

import { useEffect, useRef, useState } from 'react'

/** The text as a screen reader should hear it: changes are passed on at most every few seconds, the last one always. */
export function useSlowText(text: string, { everyMs, isFinal }: { everyMs: number; isFinal: boolean }): string {
  const [told, setTold] = useState(text)
  const toldAt = useRef(0)
  useEffect(() => {
    if (text === told) return
    const wait = isFinal ? 0 : Math.max(0, toldAt.current + everyMs - Date.now())
    const timer = setTimeout(() => {
      toldAt.current = Date.now()
      setTold(text)
    }, wait)
    return () => clearTimeout(timer)
  }, [text, told, everyMs, isFinal])
  return told
}
