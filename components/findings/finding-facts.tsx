import { Badge } from '@/components/ui/badge'
import { cn } from '@/components/ui/cn'
import { ForeignText } from '@/components/ui/foreign-text'
import type { Effort, Impact } from '@/lib/engine/finding'
import { effortWords, IMPACT_WORDS, subjectText } from './words'

type FactsProps = {
  subject?: { kind: string; id: string }
  impact: Impact
  effort?: Effort | undefined
  more?: number
  className?: string
}

/** Host, impact and effort of a finding in one quiet line. */
export function FindingFacts({ subject, impact, effort, more = 0, className }: FactsProps) {
  const about = subject === undefined ? undefined : subjectText(subject)
  return (
    <span
      className={cn('flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1 text-muted-foreground text-xs', className)}
    >
      {about === undefined ? null : <ForeignText text={about} mono className="text-foreground text-xs" />}
      {more > 0 ? <span>and {more} more</span> : null}
      <Badge className="h-5">{IMPACT_WORDS[impact]}</Badge>
      {effort === undefined ? null : <span>{effortWords(effort)}</span>}
    </span>
  )
}
