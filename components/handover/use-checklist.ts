'use client'

import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { keys } from '@/components/data/keys'
import { useStreamState } from '@/components/data/project-events'
import { usePlace } from '@/components/frame/place'
import type { HandoverDto } from '@/lib/contracts/handover'
import { newsBetween } from './news'
import { handoverOptions } from './options'

const POLL_MS = 3_000
/** How long a row stays lit. */
const LIT_MS = 2_000
const LONGEST_WAIT_MS = 2_147_000_000

/** The checklist; the page always hydrates it. It is read again when a confirmation in it ends. */
export function useChecklist(): HandoverDto {
  const { project } = usePlace()
  const client = useQueryClient()
  const isLost = useStreamState() === 'lost'
  const { data } = useSuspenseQuery({ ...handoverOptions(project), refetchInterval: isLost ? POLL_MS : false })
  const ends = data.sections.flatMap(({ rows }) => rows.flatMap(({ tick }) => tick?.expiresAt ?? []))
  const next = ends.length === 0 ? undefined : Math.min(...ends.map(Date.parse)) - Date.parse(data.now)
  useEffect(() => {
    if (next === undefined || next > LONGEST_WAIT_MS) return undefined
    const timer = setTimeout(
      () => void client.invalidateQueries({ queryKey: keys.handover(project) }),
      Math.max(next, 0) + 500,
    )
    return () => clearTimeout(timer)
  }, [client, next, project])
  return data
}

/** Sends one change; its answer is the checklist as it is then. `onOwn` hears which row it was about. */
export function useSend<Input>(send: (projectId: string, input: Input) => Promise<HandoverDto>) {
  const { project } = usePlace()
  const client = useQueryClient()
  return useMutation({
    mutationFn: (input: Input) => send(project, input),
    onSuccess: (handover) => client.setQueryData<HandoverDto>(keys.handover(project), handover),
    onError: () => client.invalidateQueries({ queryKey: keys.handover(project) }),
  })
}

export type News = {
  /** Rows somebody else has just changed. */
  lit: ReadonlySet<string>
  /** The newest of it as a sentence. */
  said: string
  /** Says that the next change of a row is one's own. */
  own: (row: string) => void
}

/** What others do while the page is open. */
export function useNews(handover: HandoverDto): News {
  const seen = useRef(handover)
  const mine = useRef(new Map<string, number>())
  const [lit, setLit] = useState<ReadonlySet<string>>(new Set())
  const [said, setSaid] = useState('')
  useEffect(() => {
    const before = seen.current
    seen.current = handover
    for (const [row, at] of mine.current) if (Date.now() - at > 2 * LIT_MS) mine.current.delete(row)
    const news = newsBetween(before, handover, new Set(mine.current.keys()))
    if (news.length === 0) return
    setSaid(news.map(({ text }) => text).join(' '))
    const fresh = news.map(({ key }) => key)
    setLit((known) => new Set([...known, ...fresh]))
    // Not taken back when more news come: each row is lit for its own time.
    setTimeout(() => setLit((known) => new Set([...known].filter((key) => !fresh.includes(key)))), LIT_MS)
  }, [handover])
  const own = useCallback((row: string) => void mine.current.set(row, Date.now()), [])
  return { lit, said, own }
}
