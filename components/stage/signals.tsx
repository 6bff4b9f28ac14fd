'use client'

import Link from 'next/link'
import { usePlace } from '@/components/frame/place'
import { Card } from '@/components/ui/card'
import { Section, SectionTitle } from '@/components/ui/section'
import { StatusBadge } from '@/components/ui/status-badge'
import { signals } from '@/lib/roadmaps/signals'
import type { ProjectState, SignalAnswer, SignalState, SignalStatus } from '@/lib/roadmaps/state'
import { routes } from '@/lib/routes'
import { SignalQuestion } from './signal-question'

const WORDS = {
  present: { status: 'fail', word: 'Seen' },
  clear: { status: 'pass', word: 'Not seen' },
  unknown: { status: 'unknown', word: 'Ask' },
} as const satisfies Record<SignalStatus, object>

type SignalProps = { signal: SignalState; said: SignalAnswer | undefined; state: ProjectState }

function Signal({ signal, said, state }: SignalProps) {
  const place = usePlace()
  const { status, word } = WORDS[signal.state]
  const { text } = signals[signal.id]
  return (
    <li className="flex items-start gap-3 border-t px-4 py-3 first:border-t-0">
      <span className="mt-px shrink-0 sm:w-28">
        <StatusBadge status={status} word={word} />
      </span>
      <div className="flex min-w-0 flex-1 flex-col gap-1">
        <p>{text}</p>
        {signal.state === 'present' && signal.answer === undefined ? (
          <ul className="flex flex-col text-xs">
            {signal.because.map((id) => (
              <li key={id}>
                <Link
                  href={routes.check({ ...place, check: id })}
                  className="link focus-ring inline-flex min-h-6 items-center rounded-sm underline"
                >
                  Evidence: {state.checks[id]?.title ?? id}
                </Link>
              </li>
            ))}
          </ul>
        ) : null}
        <SignalQuestion signal={signal} said={said} />
        {signal.id === 'production-unexplainable' ? (
          <p className="text-xs">
            <Link href={routes.map(place)} className="link focus-ring rounded-sm underline">
              Read and confirm the production map
            </Link>
          </p>
        ) : null}
      </div>
    </li>
  )
}

type SignalsProps = { list: readonly SignalState[]; answers: readonly SignalAnswer[]; state: ProjectState }

/** Symptoms that the stage is not really done. */
export function Signals({ list, answers, state }: SignalsProps) {
  if (list.length === 0) return null
  return (
    <Section>
      <SectionTitle>Failure signals</SectionTitle>
      <Card className="p-0">
        <ul>
          {list.map((signal) => (
            <Signal
              key={signal.id}
              signal={signal}
              said={answers.find(({ signalId }) => signalId === signal.id)}
              state={state}
            />
          ))}
        </ul>
      </Card>
    </Section>
  )
}
