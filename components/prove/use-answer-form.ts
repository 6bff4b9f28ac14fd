'use client'

import { useState } from 'react'
import type { FieldPath, FieldValues, UseFormReturn } from 'react-hook-form'
import { ApiError, messageOf } from '@/components/data/api-error'
import { usePlace } from '@/components/frame/place'
import type { ProveQuestion } from '@/lib/roadmaps/questions'
import { useSaveAnswer } from './data'

export type AnswerProps = { question: ProveQuestion; onSaved: (runId: string | null) => void }

type Json = Parameters<ReturnType<typeof useSaveAnswer>['mutateAsync']>[0]['value']

/** The server names fields below `value` by the same dotted paths the form uses. */
function fieldPath<Values extends FieldValues>(name: string): FieldPath<Values> {
  return name as FieldPath<Values>
}

/** Puts refusals beside the fields of a form; what belongs to none of them is answered as one sentence. */
export function placeProblems<Values extends FieldValues>(
  form: UseFormReturn<Values>,
  error: unknown,
  nameOf: (name: string) => string,
): string | undefined {
  if (!(error instanceof ApiError) || error.invalidParams.length === 0) return messageOf(error)
  const values: Record<string, unknown> = form.getValues()
  const lost: string[] = []
  for (const { name, reason } of error.invalidParams) {
    const field = nameOf(name)
    const [root = ''] = field.split('.')
    if (!Object.hasOwn(values, root)) lost.push(reason)
    // A list that is typed into one field has one place for all its problems.
    else form.setError(fieldPath<Values>(typeof values[root] === 'string' ? root : field), { message: reason })
  }
  return lost[0]
}

/** Sends one answer. What was typed stays in the form whatever happens. */
export function useAnswerForm<Values extends FieldValues>(
  form: UseFormReturn<Values>,
  { question, onSaved }: AnswerProps,
) {
  const saver = useSaveAnswer(usePlace().project)
  const [note, setNote] = useState<string>()
  async function submit(value: Json) {
    setNote(undefined)
    form.clearErrors()
    try {
      const { runId } = await saver.mutateAsync({ question: question.id, value })
      onSaved(runId)
    } catch (error) {
      setNote(placeProblems(form, error, (name) => name.replace(/^value\.?/, '')))
    }
  }
  return { submit, isSaving: saver.isPending, note }
}
