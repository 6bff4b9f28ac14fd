'use client'

import { ChevronRight } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { usePlace } from '@/components/frame/place'
import { Badge } from '@/components/ui/badge'
import { ForeignText } from '@/components/ui/foreign-text'
import { StatusBadge } from '@/components/ui/status-badge'
import type { CheckState } from '@/lib/roadmaps/state'
import { routes } from '@/lib/routes'
import { FindingFacts } from './finding-facts'
import { KIND_WORDS, sentenceOf, statusOf, whyUnproven } from './words'

/** One check as a row: badge, the sentence that stands for it, what it is about, and the way to its evidence. `context` is the requirement it proves. */
export function CheckRow({ check, context, children }: { check: CheckState; context?: string; children?: ReactNode }) {
  const place = usePlace()
  const [worst] = check.open
  const why = whyUnproven(check)
  const kind = check.meta === undefined ? undefined : KIND_WORDS[check.meta.kind]
  return (
    <li
      data-row
      className="relative flex items-start gap-3 border-t px-4 py-3 first:border-t-0 has-[a:hover]:bg-muted/60"
    >
      <div className="flex min-w-0 flex-1 gap-x-3 gap-y-1 max-sm:flex-col">
        <span className="mt-px shrink-0 sm:w-28">
          <StatusBadge status={statusOf(check)} />
        </span>
        <div className="flex min-w-0 flex-1 flex-col gap-1">
          {check.meta === undefined ? (
            <span className="font-mono text-code">{check.id}</span>
          ) : (
            <Link
              href={routes.check({ ...place, check: check.id })}
              className="focus-ring rounded-sm after:absolute after:inset-0"
            >
              <ForeignText text={sentenceOf(check)} />
            </Link>
          )}
          {context === undefined || context === sentenceOf(check) ? null : (
            <span className="text-muted-foreground text-xs">{context}</span>
          )}
          {why === undefined ? null : (
            <span className="text-muted-foreground text-xs">
              <ForeignText text={why} />
            </span>
          )}
          {worst === undefined ? null : (
            <FindingFacts
              subject={worst.subject}
              impact={check.effectiveImpact}
              effort={worst.fix?.effort}
              more={check.open.length - 1}
            />
          )}
          {children === undefined ? null : <div className="relative w-fit max-w-full">{children}</div>}
        </div>
      </div>
      {kind === undefined ? null : <Badge className="max-sm:hidden">{kind}</Badge>}
      {check.meta === undefined ? null : (
        <ChevronRight aria-hidden className="mt-1 size-4 shrink-0 text-muted-foreground" />
      )}
    </li>
  )
}
