'use client'

import { createContext, type ReactNode, useContext } from 'react'
import type { ApproverDto } from '@/lib/contracts/handover'
import type { News } from './use-checklist'
import type { People } from './use-people'
import type { Ticks } from './use-ticks'

export type Checklist = {
  mayChange: boolean
  selfId: string | undefined
  approvers: readonly ApproverDto[]
  ticks: Ticks
  news: News
  people: People
}

const ChecklistContext = createContext<Checklist | undefined>(undefined)

/** What every row of the checklist knows beside itself. */
export function ChecklistProvider({ value, children }: { value: Checklist; children: ReactNode }) {
  return <ChecklistContext value={value}>{children}</ChecklistContext>
}

export function useDesk(): Checklist {
  const value = useContext(ChecklistContext)
  if (value === undefined) throw new Error('useDesk is used outside a checklist')
  return value
}
