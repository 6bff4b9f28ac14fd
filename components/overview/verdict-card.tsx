import { CircleHelp, CirclePlay, type LucideIcon, OctagonX, Rocket, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { Card } from '@/components/ui/card'
import { cn } from '@/components/ui/cn'
import type { LaunchVerdict } from '@/lib/roadmaps/state'

type Look = { icon: LucideIcon; text: string; soft: string; edge: string }

const LOOKS: Readonly<Record<LaunchVerdict['reason'], Look>> = {
  blocked: { icon: OctagonX, text: 'text-fail', soft: 'bg-fail-soft', edge: 'border-l-fail-fill' },
  unproven: { icon: CircleHelp, text: 'text-unknown', soft: 'bg-unknown-soft', edge: 'border-l-unknown-fill' },
  'known-risks': { icon: TriangleAlert, text: 'text-warn', soft: 'bg-warn-soft', edge: 'border-l-warn-fill' },
  clear: { icon: Rocket, text: 'text-pass', soft: 'bg-pass-soft', edge: 'border-l-pass-fill' },
}

const UNCHECKED: Look = {
  icon: CirclePlay,
  text: 'text-muted-foreground',
  soft: 'bg-muted',
  edge: 'border-l-input',
}

type VerdictCardProps = {
  /** Undefined while nothing was checked. */
  reason: LaunchVerdict['reason'] | undefined
  answer: string
  sentence: ReactNode
  side?: ReactNode
  children?: ReactNode
}

/** The one answer of a page: icon, word, one sentence, and what it rests on. */
export function VerdictCard({ reason, answer, sentence, side, children }: VerdictCardProps) {
  const look = reason === undefined ? UNCHECKED : LOOKS[reason]
  const Icon = look.icon
  return (
    <Card
      className={cn(
        'grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-3 gap-y-2 border-l-4 p-4 sm:grid-cols-[auto_minmax(0,1fr)_auto] sm:items-start sm:gap-x-4 sm:p-6',
        look.edge,
      )}
    >
      <span className={cn('flex size-10 shrink-0 items-center justify-center rounded-full', look.soft, look.text)}>
        <Icon aria-hidden className="size-5" />
      </span>
      <p className={cn('whitespace-nowrap font-semibold text-verdict sm:pt-1', look.text)}>{answer}</p>
      {side === undefined ? null : (
        <div className="text-muted-foreground text-xs max-sm:col-span-2 max-sm:row-start-3 sm:row-span-2 sm:text-right">
          {side}
        </div>
      )}
      <div className="flex min-w-0 flex-col gap-1 max-sm:col-span-2 sm:col-start-2">
        <p className="text-base">{sentence}</p>
        {children}
      </div>
    </Card>
  )
}
