import {
  CircleCheck,
  CircleHelp,
  CircleMinus,
  LoaderCircle,
  type LucideIcon,
  OctagonX,
  ShieldMinus,
  TriangleAlert,
} from 'lucide-react'
import type { Verdict } from '@/lib/engine/finding'

export type Status = Verdict | 'waived' | 'running'

type StatusLook = { word: string; icon: LucideIcon; text: string; soft: string; bar: string }

/** The one table of how a status looks; a status is always shown with its word. */
export const STATUS_LOOK: Readonly<Record<Status, StatusLook>> = {
  pass: { word: 'Pass', icon: CircleCheck, text: 'text-pass', soft: 'bg-pass-soft', bar: 'bg-pass-fill' },
  warn: {
    word: 'Warning',
    icon: TriangleAlert,
    text: 'text-warn',
    soft: 'bg-warn-soft',
    bar: 'text-warn-fill bar-notched',
  },
  fail: { word: 'Fail', icon: OctagonX, text: 'text-fail', soft: 'bg-fail-soft', bar: 'bg-fail-fill' },
  unknown: {
    word: 'Not proven',
    icon: CircleHelp,
    text: 'text-unknown',
    soft: 'bg-unknown-soft',
    bar: 'text-unknown-fill bar-dashed',
  },
  'not-applicable': {
    word: 'Not applicable',
    icon: CircleMinus,
    text: 'text-absent',
    soft: 'bg-absent-soft',
    bar: 'bg-absent-fill',
  },
  waived: { word: 'Waived', icon: ShieldMinus, text: 'text-waived', soft: 'bg-waived-soft', bar: 'bg-waived-fill' },
  running: {
    word: 'Checking',
    icon: LoaderCircle,
    text: 'text-running',
    soft: 'bg-running-soft',
    bar: 'bg-running-fill',
  },
}
