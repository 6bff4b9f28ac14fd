'use client'

import { useState } from 'react'
import type { FieldPath, FieldValues, UseFormReturn } from 'react-hook-form'
import { ApiError, messageOf } from '@/components/data/api-error'

type Saver = { save: () => Promise<unknown> }

/** Saves one part of the settings: says so in place, or puts each refusal beside its field. */
export function useSettingsForm<Values extends FieldValues>(form: UseFormReturn<Values>) {
  const [note, setNote] = useState<{ isProblem: boolean; text: string }>()
  function place(error: unknown): boolean {
    if (!(error instanceof ApiError) || error.invalidParams.length === 0) return false
    for (const [index, { name, reason }] of error.invalidParams.entries()) {
      form.setError(fieldPath<Values>(name), { message: reason }, { shouldFocus: index === 0 })
    }
    return true
  }
  async function submit({ save }: Saver) {
    setNote(undefined)
    try {
      await save()
      setNote({ isProblem: false, text: 'Saved. The next audit uses it.' })
    } catch (error) {
      if (!place(error)) setNote({ isProblem: true, text: messageOf(error) })
    }
  }
  return { note, submit }
}

/** The server names fields by the same dotted paths the form uses; one it does not know is shown nowhere. */
function fieldPath<Values extends FieldValues>(name: string): FieldPath<Values> {
  return name as FieldPath<Values>
}
