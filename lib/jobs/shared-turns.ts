import type { Turns } from '../collect/shared/ports'
import { returnPermit, takePermit } from '../db/rate-limit'

const LIMITS = { surface: 'probe.surface', domain: 'probe.domain' } as const

/** Turns all processes of this installation share: two workers, and two workspaces, never try one address at once. */
export const sharedTurns: Turns = {
  take: async (kind, key) => Math.ceil((await takePermit({ limit: LIMITS[kind], key })) * 1000),
  giveBack: (kind, key) => returnPermit({ limit: LIMITS[kind], key }),
}
