'use client'

import { createContext, type ReactNode, useContext } from 'react'
import type { Role } from '@/lib/contracts/permissions'

export type Place = {
  workspace: string
  project: string
  /** Viewers may look, but not start or stop anything. */
  canRun: boolean
  /** Whether the person may allow active probes for a run. */
  canProbe?: boolean
  workspaceId: string
  /** The person who looks, where decisions can be made. */
  self?: { userId: string; role: Role }
}

const PlaceContext = createContext<Place | undefined>(undefined)

/** Where in the product a piece is shown, so rows can build their links and know what is allowed. */
export function PlaceProvider({ place, children }: { place: Place; children: ReactNode }) {
  return <PlaceContext value={place}>{children}</PlaceContext>
}

export function usePlace(): Place {
  const place = useContext(PlaceContext)
  if (place === undefined) throw new Error('usePlace is used outside a project')
  return place
}
