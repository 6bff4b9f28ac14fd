'use client'

import { Card } from '@/components/ui/card'
import { Section, SectionHeader, SectionTitle } from '@/components/ui/section'
import type { Status } from '@/components/ui/status'
import { StatusBadge } from '@/components/ui/status-badge'
import { Term } from '@/components/ui/term'
import type { MustHaveStatus, ProjectState } from '@/lib/roadmaps/state'
import { MUST_HAVE_WORDS } from '@/lib/roadmaps/words'

const STATUS: Readonly<Record<MustHaveStatus, Status>> = {
  met: 'pass',
  'at-risk': 'waived',
  'not-proven': 'unknown',
  broken: 'fail',
}

/** The minimum bar: all of it is needed for GO. */
export function MustHaves({ state }: { state: ProjectState }) {
  const met = state.mustHaves.filter(({ state: status }) => status === 'met' || status === 'at-risk').length
  return (
    <Section aria-labelledby="must-haves-title">
      <SectionHeader>
        <SectionTitle id="must-haves-title">
          Must-haves ({met} of {state.mustHaves.length})
        </SectionTitle>
        <p className="text-muted-foreground text-xs">
          The{' '}
          <Term explain="What a product must have before its first real users. Everything else can wait for after the launch.">
            minimum bar
          </Term>
          : all of them are needed for GO.
        </p>
      </SectionHeader>
      <Card className="p-0">
        <ol className="grid sm:grid-cols-2">
          {state.mustHaves.map((mustHave) => (
            <li
              key={mustHave.id}
              className="flex items-start gap-3 border-t px-4 py-3 first:border-t-0 sm:nth-2:border-t-0 sm:even:border-l"
            >
              <span className="w-24 shrink-0">
                <StatusBadge status={STATUS[mustHave.state]} word={MUST_HAVE_WORDS[mustHave.state]} />
              </span>
              <span className="min-w-0 pt-0.5">{mustHave.text}</span>
            </li>
          ))}
        </ol>
      </Card>
    </Section>
  )
}
