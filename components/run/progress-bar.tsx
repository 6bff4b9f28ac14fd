import { cn } from '@/components/ui/cn'

/** How many of the planned checks are judged; the words beside it say the same. */
export function ProgressBar({ done, planned, isLive }: { done: number; planned: number; isLive: boolean }) {
  const share = planned === 0 ? 0 : done / planned
  return (
    <div aria-hidden className="h-1.5 overflow-hidden rounded-full bg-muted">
      <div
        className={cn(
          'h-full origin-left rounded-full transition-transform duration-150 ease-out',
          isLive ? 'bg-running-fill' : 'bg-input',
        )}
        style={{ transform: `scaleX(${share})` }}
      />
    </div>
  )
}
