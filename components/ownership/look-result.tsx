import { CircleAlert, CircleCheck, CircleHelp } from 'lucide-react'
import { cn } from '@/components/ui/cn'
import { ForeignText } from '@/components/ui/foreign-text'
import type { OwnershipLookDto } from '@/lib/contracts/ownership'

const LOOKS = {
  proven: { icon: CircleCheck, box: 'border-pass-fill bg-pass-soft', text: 'text-pass' },
  failed: { icon: CircleAlert, box: 'border-fail-fill bg-fail-soft', text: 'text-fail' },
  undecided: { icon: CircleHelp, box: 'border-input bg-muted', text: '' },
} as const

/** What a look found, and what to do about it. */
export function LookResult({ look }: { look: OwnershipLookDto }) {
  const { icon: Icon, box, text } = LOOKS[look.outcome]
  return (
    <div className={cn('flex items-start gap-2 rounded-card border px-3 py-2', box)}>
      <Icon aria-hidden className={cn('mt-0.5 size-4 shrink-0', text)} />
      <div className="flex min-w-0 flex-col gap-1">
        <p className={cn('break-words font-medium', text)}>
          <ForeignText text={look.text} />
        </p>
        <p>
          <ForeignText text={look.todo} />
        </p>
        {look.seen.length === 0 ? null : (
          <div>
            <p className="text-muted-foreground text-xs">What stands there:</p>
            <ul className="flex flex-col gap-0.5">
              {look.seen.map((value) => (
                <li key={value}>
                  <ForeignText text={value} mono />
                </li>
              ))}
            </ul>
          </div>
        )}
      </div>
    </div>
  )
}
