'use client'

import { messageOf } from '@/components/data/api-error'
import { usePlace } from '@/components/frame/place'
import { useAnswerSignal } from '@/components/prove/data'
import { Button } from '@/components/ui/button'
import { ForeignText } from '@/components/ui/foreign-text'
import { Ago } from '@/components/ui/time'
import type { SignalId } from '@/lib/roadmaps/ids'
import { signals } from '@/lib/roadmaps/signals'
import type { SignalAnswer, SignalState } from '@/lib/roadmaps/state'

const WORDS = { yes: 'Yes', no: 'No' } as const

type SignalQuestionProps = {
  signal: SignalState
  /** What the team said, also where checks decide without it. */
  said: SignalAnswer | undefined
}

/** The question of a signal no check decides: Yes or No by the team, with who said it and the way back. */
export function SignalQuestion({ signal, said }: SignalQuestionProps) {
  const { canRun, project } = usePlace()
  const save = useAnswerSignal(project)
  const { question } = signals[signal.id]
  const isAsked = signal.state === 'unknown' || signal.answer !== undefined
  if (!isAsked && said === undefined) return null
  const wanted = save.isPending ? save.variables.answer : undefined
  const answer = (value: 'yes' | 'no' | null) => save.mutate({ signalId: signal.id, answer: value })
  return (
    <div className="flex flex-col gap-2">
      {isAsked ? <p id={questionId(signal.id)}>{question}</p> : null}
      {said === undefined ? null : (
        <p className="text-muted-foreground text-xs">
          <ForeignText text={said.by} /> answered {WORDS[said.answer].toLowerCase()} <Ago at={said.at} />
          {isAsked ? null : '. What the checks see decides'}
        </p>
      )}
      {canRun ? (
        <fieldset aria-labelledby={isAsked ? questionId(signal.id) : undefined} className="flex flex-wrap gap-2">
          {isAsked
            ? (['yes', 'no'] as const)
                .filter((value) => said?.answer !== value)
                .map((value) => (
                  <Button
                    key={value}
                    size="compact"
                    pending={wanted === value}
                    pendingLabel="Saving"
                    onClick={() => answer(value)}
                  >
                    {said === undefined ? WORDS[value] : `Change to ${WORDS[value].toLowerCase()}`}
                  </Button>
                ))
            : null}
          {said === undefined ? null : (
            <Button
              size="compact"
              variant="ghost"
              pending={wanted === null}
              pendingLabel="Taking back"
              onClick={() => answer(null)}
            >
              Take answer back
            </Button>
          )}
        </fieldset>
      ) : null}
      {save.isError ? (
        <p role="alert" className="text-fail">
          {messageOf(save.error)}
        </p>
      ) : null}
    </div>
  )
}

function questionId(id: SignalId): string {
  return `signal-${id}`
}
