/** How many of the planned checks are judged; the words beside it say the same. */
export function ProgressBar({ done, planned }: { done: number; planned: number }) {
  const share = planned === 0 ? 0 : done / planned
  return (
    <div aria-hidden className="h-1.5 overflow-hidden rounded-full bg-muted">
      <div
        className="h-full origin-left rounded-full bg-running-fill transition-transform duration-150 ease-out"
        style={{ transform: `scaleX(${share})` }}
      />
    </div>
  )
}
