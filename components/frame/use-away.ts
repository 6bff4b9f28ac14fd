'use client'

import { useEffect, useEffectEvent, useState } from 'react'
import { ApiError } from '@/components/data/api-error'
import { call } from '@/components/data/call'
import { endpoints } from '@/components/data/endpoints'

const LOOK_MS = 3_000

/** Why nothing can be loaded: our database, or the line to us. */
export type Away = 'unavailable' | 'offline'

async function look(): Promise<Away | undefined> {
  try {
    await call(endpoints.readyz, { params: {} })
    return undefined
  } catch (error) {
    if (error instanceof ApiError && (error.code === 'unavailable' || error.code === 'offline')) return error.code
    return undefined
  }
}

/** Looks whether we are away, and calls back once when that is over. */
export function useAway(onBack: () => void): Away | undefined {
  const [away, setAway] = useState<Away>()
  const back = useEffectEvent(onBack)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let isOver = false
    async function step(was: Away | undefined): Promise<void> {
      const found = await look()
      if (isOver) return
      setAway(found)
      if (found !== undefined) timer = setTimeout(() => void step(found), LOOK_MS)
      else if (was !== undefined) back()
    }
    void step(undefined)
    return () => {
      isOver = true
      clearTimeout(timer)
    }
  }, [])
  return away
}
