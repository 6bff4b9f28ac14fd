'use client'

import Link from 'next/link'
import { usePlace } from '@/components/frame/place'
import { Card } from '@/components/ui/card'
import { Section, SectionTitle } from '@/components/ui/section'
import { StatusBadge } from '@/components/ui/status-badge'
import { signals } from '@/lib/roadmaps/signals'
import type { ProjectState, SignalState, SignalStatus } from '@/lib/roadmaps/state'
import { routes } from '@/lib/routes'

const WORDS = {
  present: { status: 'fail', word: 'Seen' },
  clear: { status: 'pass', word: 'Not seen' },
  unknown: { status: 'unknown', word: 'Ask' },
} as const satisfies Record<SignalStatus, object>

function Signal({ signal, state }: { signal: SignalState; state: ProjectState }) {
  const place = usePlace()
  const { status, word } = WORDS[signal.state]
  const { text, question } = signals[signal.id]
  return (
    <li className="flex items-start gap-3 border-t px-4 py-3 first:border-t-0">
      <span className="mt-px shrink-0 sm:w-28">
        <StatusBadge status={status} word={word} />
      </span>
      <div className="flex min-w-0 flex-1 flex-col gap-1">
        <p>{text}</p>
        {signal.state === 'present' ? (
          <ul className="flex flex-col gap-1 text-xs">
            {signal.because.map((id) => (
              <li key={id}>
                <Link href={routes.check({ ...place, check: id })} className="link focus-ring rounded-sm underline">
                  Evidence: {state.checks[id]?.title ?? id}
                </Link>
              </li>
            ))}
          </ul>
        ) : null}
        {signal.state === 'unknown' ? (
          <p className="text-muted-foreground text-xs">We cannot see this from outside. Ask your team: {question}</p>
        ) : null}
      </div>
    </li>
  )
}

/** Symptoms that the stage is not really done. */
export function Signals({ list, state }: { list: readonly SignalState[]; state: ProjectState }) {
  if (list.length === 0) return null
  return (
    <Section>
      <SectionTitle>Failure signals</SectionTitle>
      <Card className="p-0">
        <ul>
          {list.map((signal) => (
            <Signal key={signal.id} signal={signal} state={state} />
          ))}
        </ul>
      </Card>
    </Section>
  )
}
