'use client'

import { cn } from '@/components/ui/cn'
import { ForeignText } from '@/components/ui/foreign-text'
import { Section, SectionTitle } from '@/components/ui/section'
import { STATUS_LOOK } from '@/components/ui/status'
import { Ago } from '@/components/ui/time'
import { Tooltip } from '@/components/ui/tooltip'
import type { CheckHistoryEntryDto } from '@/lib/contracts/project'
import { count } from '@/lib/format/count'
import { formatExact } from '@/lib/format/time'
import { historyChanges } from './history'

/** The last results as bars, oldest first, and each change of the answer in words. */
export function HistoryStrip({ entries }: { entries: readonly CheckHistoryEntryDto[] }) {
  if (entries.length === 0) return null
  const changes = historyChanges(entries)
  return (
    <Section>
      <SectionTitle>History ({count(entries.length, 'result')})</SectionTitle>
      <ol className="flex flex-wrap gap-0.5">
        {entries.toReversed().map((entry) => (
          <li key={entry.runId}>
            <Bar entry={entry} />
          </li>
        ))}
      </ol>
      {changes.length === 0 ? (
        <p className="text-muted-foreground">The answer has been the same each time.</p>
      ) : (
        <ul className="flex flex-col gap-1">
          {changes.map(({ at, text }) => (
            <li key={at} className="flex flex-wrap gap-x-2">
              <Ago at={at} className="text-muted-foreground" />
              <ForeignText text={text} />
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

function Bar({ entry }: { entry: CheckHistoryEntryDto }) {
  const look = STATUS_LOOK[entry.verdict]
  const words = `${look.word}, ${formatExact(Date.parse(entry.judgedAt))}`
  return (
    <Tooltip text={words}>
      <button
        type="button"
        aria-label={words}
        className="focus-ring flex h-8 w-6 items-end justify-center rounded-sm sm:w-6"
      >
        <span aria-hidden className={cn('h-full w-2 rounded-sm', look.bar)} />
      </button>
    </Tooltip>
  )
}
