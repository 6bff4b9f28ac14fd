import { cn } from '@/components/ui/cn'
import type { ProjectRowDto } from '@/lib/contracts/project'
import type { StageStatus } from '@/lib/roadmaps/state'
import { STAGE_WORDS } from '@/lib/roadmaps/words'

const BARS: Readonly<Record<StageStatus, string>> = {
  'not-started': 'border border-input border-dashed',
  blocked: 'bg-fail-fill',
  unproven: 'text-unknown-fill bar-dashed',
  'at-risk': 'text-warn-fill bar-notched',
  ready: 'bg-pass-fill',
}

/** The stages of a project as small bars, with how many are ready in words. */
export function StageStrip({ stages }: { stages: ProjectRowDto['stages'] }) {
  const ready = stages.filter(({ state }) => state === 'ready' || state === 'at-risk').length
  return (
    <div className="flex flex-col gap-1">
      <span aria-hidden className="flex w-28 gap-0.5">
        {stages.map(({ id, state }) => (
          <span key={id} data-slot="segment" className={cn('h-1.5 flex-1 rounded-full', BARS[state])} />
        ))}
      </span>
      <span className="text-muted-foreground text-xs tabular-nums">
        {ready} of {stages.length} ready
      </span>
      <span className="sr-only">{stages.map(({ title, state }) => `${title}: ${STAGE_WORDS[state]}`).join(', ')}</span>
    </div>
  )
}
