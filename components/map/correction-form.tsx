'use client'

import { type FormEvent, useState } from 'react'
import { ApiError, messageOf } from '@/components/data/api-error'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { CORRECTION_LENGTH, CorrectionText, type MapNodeDto } from '@/lib/contracts/map'
import { useMapAction } from './use-map'

type CorrectionFormProps = { projectId: string; node: MapNodeDto; onDone: () => void }

function reasonOf(error: unknown): string {
  if (error instanceof ApiError) return error.invalidParams.find(({ name }) => name === 'text')?.reason ?? error.message
  return messageOf(error)
}

/** What a person knows better than the records; it stands beside what was seen and never replaces it. */
export function CorrectionForm({ projectId, node, onDone }: CorrectionFormProps) {
  const action = useMapAction(projectId)
  const [text, setText] = useState(node.correction?.text ?? '')
  const [problem, setProblem] = useState<string>()
  function save(given: string | null) {
    setProblem(undefined)
    action.mutate(
      { kind: 'correct', node: node.id, text: given },
      { onSuccess: onDone, onError: (error) => setProblem(reasonOf(error)) },
    )
  }
  function handleSubmit(event: FormEvent) {
    event.preventDefault()
    const parsed = CorrectionText.safeParse(text)
    if (parsed.success) save(parsed.data)
    else setProblem(parsed.error.issues[0]?.message)
  }
  return (
    <form method="post" noValidate onSubmit={handleSubmit} className="flex flex-col gap-3 border-t pt-4">
      <Field
        label={node.state === 'asked' ? 'What is it?' : 'What is right?'}
        error={problem}
        help={`One line of at most ${CORRECTION_LENGTH} characters. Your name and what we saw stand beside it.`}
      >
        {(control) => (
          <Input
            {...control}
            dir="auto"
            value={text}
            autoComplete="off"
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
      <div className="flex flex-wrap items-center gap-2">
        <Button type="submit" pending={action.isPending} pendingLabel="Saving">
          Save correction
        </Button>
        {node.correction === null ? null : (
          <Button variant="ghost" pending={action.isPending} onClick={() => save(null)}>
            Take correction back
          </Button>
        )}
      </div>
    </form>
  )
}
