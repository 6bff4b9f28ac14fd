'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { call } from '@/components/data/call'
import { addressOf } from '@/components/data/endpoint'
import { keys } from '@/components/data/keys'
import { usePlace } from '@/components/frame/place'
import type { PersonHere } from '@/lib/contracts/handover'
import { checklist } from './endpoints'

const BEAT_MS = 10_000

/** A random name for this tab. Also on plain http, where browsers offer no ready-made one. */
function tabName(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

export type People = {
  here: readonly PersonHere[]
  /** Says which row this person writes in; null: none. */
  write: (row: string | null) => void
}

/** Who looks at the checklist right now, this person included. */
export function usePeople(): People {
  const { project: projectId } = usePlace()
  const client = useQueryClient()
  const [tab] = useState(tabName)
  const editing = useRef<string | null>(null)
  const { data } = useQuery({
    queryKey: keys.presence(projectId),
    queryFn: ({ signal }) =>
      call(checklist.beHere, { params: { projectId }, body: { tab, editing: editing.current }, signal }),
    refetchInterval: BEAT_MS,
    staleTime: 0,
    retry: false,
  })
  useEffect(() => {
    const leave = () => {
      // The page may be gone before the answer: nobody waits for it.
      void fetch(addressOf(checklist.beHere.path, { projectId }), {
        method: 'POST',
        keepalive: true,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ tab, editing: null, leaving: true }),
      }).catch(() => undefined)
    }
    window.addEventListener('pagehide', leave)
    return () => {
      window.removeEventListener('pagehide', leave)
      leave()
    }
  }, [projectId, tab])
  const write = useCallback(
    (row: string | null) => {
      if (editing.current === row) return
      editing.current = row
      void client.invalidateQueries({ queryKey: keys.presence(projectId) })
    },
    [client, projectId],
  )
  return { here: data?.people ?? [], write }
}
