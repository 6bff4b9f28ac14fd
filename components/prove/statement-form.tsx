'use client'

import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { usePlace } from '@/components/frame/place'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { hasHiddenControl, withoutHiddenControl } from '@/lib/contracts/attestation'
import { fileTrouble, PROOF_FILE_ACCEPT, PROOF_FILE_KINDS } from '@/lib/contracts/proof-file'
import type { Statement } from '@/lib/roadmaps/confirmations'
import type { ItemId } from '@/lib/roadmaps/ids'
import { useConfirm } from './data'
import { encodedFile } from './encoded-file'
import { AnswerForm, TextArea } from './form-parts'
import { placeProblems } from './use-answer-form'

type Kind = 'note' | 'link' | 'file'
type StatementFormProps = { itemId: ItemId; statement: Statement; onSaved: () => void }

const KINDS: readonly { value: Kind; label: string }[] = [
  { value: 'note', label: 'Note' },
  { value: 'link', label: 'Link' },
  { value: 'file', label: 'File' },
]

const FIELDS: Readonly<Record<string, string>> = {
  'proof.text': 'text',
  'proof.url': 'url',
  'proof.content': 'file',
  'proof.name': 'file',
}

/** Signs a statement: its fixed words, and what proves it. */
export function StatementForm({ itemId, statement, onSaved }: StatementFormProps) {
  const confirm = useConfirm({ projectId: usePlace().project, itemId })
  const form = useForm({ defaultValues: { kind: 'note' as Kind, text: '', url: '', file: '' } })
  const [file, setFile] = useState<File>()
  const [note, setNote] = useState<string>()
  const { kind, text } = form.watch()
  const { errors } = form.formState
  async function proofOf(values: { kind: Kind; text: string; url: string }) {
    if (values.kind === 'note') return { kind: 'note', text: values.text } as const
    if (values.kind === 'link') return { kind: 'link', url: values.url } as const
    const trouble = file === undefined ? 'Choose a file' : fileTrouble({ name: file.name, bytes: file.size })
    if (file === undefined || trouble !== undefined) {
      form.setError('file', { message: trouble ?? '' })
      return undefined
    }
    return { kind: 'file', name: file.name, content: await encodedFile(file) } as const
  }
  async function submit(values: { kind: Kind; text: string; url: string }) {
    setNote(undefined)
    form.clearErrors()
    try {
      const proof = await proofOf(values)
      if (proof === undefined) return
      await confirm.mutateAsync({ statementVersion: statement.version, proof })
      onSaved()
    } catch (error) {
      setNote(placeProblems(form, error, (name) => FIELDS[name] ?? name))
    }
  }
  return (
    <AnswerForm
      isSaving={confirm.isPending}
      note={note}
      saveLabel="Confirm"
      onSubmit={form.handleSubmit(submit)}
      others={
        hasHiddenControl(text) && kind === 'note' ? (
          <Button onClick={() => form.setValue('text', withoutHiddenControl(text))}>Remove hidden characters</Button>
        ) : null
      }
    >
      <p>
        By confirming you say: <strong className="font-medium">{statement.text}.</strong>
      </p>
      <fieldset className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <legend className="sr-only">Kind of proof</legend>
        {KINDS.map(({ value, label }) => (
          <label key={value} className="flex min-h-8 items-center gap-2 pointer-coarse:min-h-11">
            <input type="radio" value={value} {...form.register('kind')} className="focus-ring size-4 accent-primary" />
            {label}
          </label>
        ))}
      </fieldset>
      {kind === 'note' ? (
        <Field
          label="What proves it"
          error={errors.text?.message}
          help="Anything that looks like a key is masked before it is kept."
        >
          {(control) => <TextArea {...control} {...form.register('text')} placeholder={statement.proof} />}
        </Field>
      ) : null}
      {kind === 'link' ? (
        <Field label="Link" error={errors.url?.message} help={statement.proof}>
          {(control) => (
            <Input
              {...control}
              {...form.register('url')}
              type="url"
              spellCheck={false}
              placeholder="https://"
              className="font-mono text-code"
            />
          )}
        </Field>
      ) : null}
      {kind === 'file' ? (
        <Field
          label="File"
          error={errors.file?.message}
          help={`${statement.proof}. ${PROOF_FILE_KINDS}, up to 5 MB. Only members can download it.`}
        >
          {(control) => (
            <input
              {...control}
              type="file"
              accept={PROOF_FILE_ACCEPT}
              onChange={(event) => setFile(event.target.files?.[0])}
              className="focus-ring max-w-full rounded-control border border-input bg-card p-2 text-sm file:mr-3 file:rounded-button file:border file:border-input file:bg-card file:px-2.5 file:py-1 file:text-foreground"
            />
          )}
        </Field>
      ) : null}
      <p className="text-muted-foreground text-xs">
        {statement.validDays === null
          ? 'It counts until somebody takes it back.'
          : `It counts for ${statement.validDays} days, or until somebody takes it back.`}
      </p>
    </AnswerForm>
  )
}
