import { CircleCheck, CircleDashed, CircleHelp, type LucideIcon, OctagonX, TriangleAlert } from 'lucide-react'
import type { StageStatus } from '@/lib/roadmaps/state'

type StageLook = { icon: LucideIcon; text: string; soft: string }

/** How the state of a stage looks on the roadmap; its word always stands beside it. */
export const STAGE_LOOK: Readonly<Record<StageStatus, StageLook>> = {
  'not-started': { icon: CircleDashed, text: 'text-muted-foreground', soft: 'bg-muted' },
  blocked: { icon: OctagonX, text: 'text-fail', soft: 'bg-fail-soft' },
  unproven: { icon: CircleHelp, text: 'text-unknown', soft: 'bg-unknown-soft' },
  'at-risk': { icon: TriangleAlert, text: 'text-warn', soft: 'bg-warn-soft' },
  ready: { icon: CircleCheck, text: 'text-pass', soft: 'bg-pass-soft' },
}
