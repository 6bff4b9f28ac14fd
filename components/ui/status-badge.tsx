import { cn } from './cn'
import { STATUS_LOOK, type Status } from './status'

type StatusBadgeProps = { status: Status; className?: string; word?: string }

/** Icon, word and colour of a status, always together. */
export function StatusBadge({ status, className, word }: StatusBadgeProps) {
  const look = STATUS_LOOK[status]
  const Icon = look.icon
  return (
    <span
      data-slot="badge"
      data-status={status}
      className={cn(
        'inline-flex h-6 shrink-0 items-center gap-1 whitespace-nowrap rounded-full px-2 font-medium text-xs',
        look.soft,
        look.text,
        status === 'unknown' && 'outline-1 outline-unknown-fill outline-dashed -outline-offset-1',
        className,
      )}
    >
      <Icon
        aria-hidden
        className={cn('size-3.5 shrink-0', status === 'running' && 'motion-safe:animate-spin motion-reduce:hidden')}
      />
      {word ?? look.word}
    </span>
  )
}
