'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useRef, useState, useSyncExternalStore } from 'react'
import { ApiError, messageOf } from '@/components/data/api-error'
import { call } from '@/components/data/call'
import { keys } from '@/components/data/keys'
import { useStreamState } from '@/components/data/project-events'
import type { HandoverDto } from '@/lib/contracts/handover'
import { checklist } from './endpoints'
import { type KeptTick, KeptTicks } from './kept-ticks'

const RETRY_MS = 10_000
const NONE: readonly KeptTick[] = []
const NOT_KEPT = 'You are offline and this browser keeps nothing, so the tick was not saved. Try again later.'

export type Ticks = {
  /** What was clicked and is not known to the server yet. */
  wanted: (row: string) => { done: boolean; at: string; isKept: boolean } | undefined
  problem: (row: string) => string | undefined
  set: (row: string, done: boolean) => void
  /** How many wait for the network. */
  waiting: number
}

function hasNoAnswer(error: unknown): boolean {
  return error instanceof ApiError && (error.code === 'offline' || error.code === 'unavailable')
}

function without<Value>(map: ReadonlyMap<string, Value>, key: string): ReadonlyMap<string, Value> {
  if (!map.has(key)) return map
  const rest = new Map(map)
  rest.delete(key)
  return rest
}

/** Ticks that show at once, are kept while the network is away, and come back with the reason when refused. */
export function useTicks({
  projectId,
  userId,
  onOwn,
}: {
  projectId: string
  userId: string
  onOwn: (row: string) => void
}): Ticks {
  const client = useQueryClient()
  const stream = useStreamState()
  const [store] = useState(() => new KeptTicks(`lr-handover-${projectId}-${userId}`))
  const kept = useSyncExternalStore(store.subscribe, store.read, () => NONE)
  const [pending, setPending] = useState<ReadonlyMap<string, KeptTick>>(new Map())
  const [problems, setProblems] = useState<ReadonlyMap<string, string>>(new Map())
  // Clicks arrive at the server in the order they were made.
  const line = useRef<Promise<void>>(Promise.resolve())
  const isFlushing = useRef(false)

  function refuse(row: string, text: string) {
    setProblems((known) => new Map(known).set(row, text))
  }

  /** Whether the server has heard of it. */
  async function send({ row, done, at }: KeptTick, isLate: boolean): Promise<boolean> {
    onOwn(row)
    try {
      const body = isLate ? { done, at } : { done }
      const handover = await call(checklist.tick, { params: { projectId, row }, body })
      client.setQueryData<HandoverDto>(keys.handover(projectId), handover)
    } catch (error) {
      if (hasNoAnswer(error)) return false
      refuse(row, messageOf(error))
      void client.invalidateQueries({ queryKey: keys.handover(projectId) })
    }
    return true
  }

  async function first(tick: KeptTick) {
    if (!(await send(tick, false)) && !store.add(tick)) refuse(tick.row, NOT_KEPT)
    setPending((known) => (known.get(tick.row)?.at === tick.at ? without(known, tick.row) : known))
  }

  const flush = useEffectEvent(async () => {
    if (isFlushing.current) return
    isFlushing.current = true
    for (const tick of store.read()) {
      if (!(await send(tick, true))) break
      store.remove(tick)
    }
    isFlushing.current = false
  })

  const isWaiting = kept.length > 0
  useEffect(() => {
    if (!isWaiting) return undefined
    const again = () => void flush()
    if (stream === 'open') again()
    window.addEventListener('online', again)
    const timer = setInterval(again, RETRY_MS)
    return () => {
      window.removeEventListener('online', again)
      clearInterval(timer)
    }
  }, [isWaiting, stream])

  return {
    wanted: (row) => {
      const now = pending.get(row)
      if (now !== undefined) return { ...now, isKept: false }
      const later = kept.find((tick) => tick.row === row)
      return later === undefined ? undefined : { ...later, isKept: true }
    },
    problem: (row) => problems.get(row),
    set: (row, done) => {
      const tick = { row, done, at: new Date().toISOString() }
      setProblems((known) => without(known, row))
      const older = kept.find((other) => other.row === row)
      if (older !== undefined) store.remove(older)
      setPending((known) => new Map(known).set(row, tick))
      line.current = line.current.then(() => first(tick))
    },
    waiting: kept.length,
  }
}
