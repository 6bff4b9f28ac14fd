import { cn } from '@/components/ui/cn'
import { STATUS_LOOK } from '@/components/ui/status'
import type { Verdict } from '@/lib/engine/finding'

const ORDER: readonly Verdict[] = ['fail', 'warn', 'pass', 'not-applicable', 'unknown']

/** The share of each verdict among the items of a stage. The words beside it say the same. */
export function StageBar({ counts }: { counts: Readonly<Record<Verdict, number>> }) {
  return (
    <div aria-hidden className="flex h-1.5 gap-0.5 overflow-hidden rounded-full">
      {ORDER.filter((verdict) => counts[verdict] > 0).map((verdict) => (
        <span
          key={verdict}
          data-slot="segment"
          className={cn('min-w-1 rounded-full', STATUS_LOOK[verdict].bar)}
          style={{ flexGrow: counts[verdict] }}
        />
      ))}
    </div>
  )
}
