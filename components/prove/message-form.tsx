'use client'

import { Upload } from 'lucide-react'
import { type ChangeEvent, type DragEvent, use, useRef } from 'react'
import { useForm } from 'react-hook-form'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { ExampleMessage } from './example-message'
import { AnswerForm, TextArea } from './form-parts'
import { type AnswerProps, useAnswerForm } from './use-answer-form'

const MAX_BYTES = 1024 * 1024
const TOO_LARGE = 'The message is larger than 1 MiB. Take one without attachments, such as a password reset'

/** Pastes or drops the source of a message. Only what was found in it is kept. */
export function MessageForm(props: AnswerProps) {
  const form = useForm({ defaultValues: { message: '' } })
  const example = use(ExampleMessage)
  const chooser = useRef<HTMLInputElement>(null)
  const { submit, isSaving, note } = useAnswerForm(form, props)
  async function take(file: File | undefined) {
    if (file === undefined) return
    if (file.size > MAX_BYTES) return form.setError('message', { message: TOO_LARGE })
    form.clearErrors()
    form.setValue('message', await file.text())
  }
  function handleDrop(event: DragEvent) {
    if (event.dataTransfer.files.length === 0) return
    event.preventDefault()
    void take(event.dataTransfer.files[0])
  }
  function send({ message }: { message: string }) {
    if (message.length > MAX_BYTES) return form.setError('message', { message: TOO_LARGE })
    return submit(message)
  }
  return (
    <AnswerForm
      isSaving={isSaving}
      note={note}
      saveLabel="Verify message"
      onSubmit={form.handleSubmit(send)}
      others={
        <>
          <input
            ref={chooser}
            type="file"
            accept=".eml,.txt,message/rfc822,text/plain"
            className="sr-only"
            tabIndex={-1}
            aria-hidden
            onChange={(event: ChangeEvent<HTMLInputElement>) => {
              void take(event.target.files?.[0])
              event.target.value = ''
            }}
          />
          <Button onClick={() => chooser.current?.click()} disabled={isSaving}>
            <Upload aria-hidden />
            Choose a file
          </Button>
          {example === undefined ? null : (
            <Button onClick={() => form.setValue('message', example)} disabled={isSaving}>
              Use the example message
            </Button>
          )}
        </>
      }
    >
      <Field
        label="Source of the message, with all its headers"
        error={form.formState.errors.message?.message}
        help="We read it in memory. Only the verdict and headers without addresses are kept, never the message."
      >
        {(control) => (
          <TextArea
            {...control}
            {...form.register('message')}
            spellCheck={false}
            rows={8}
            placeholder={'Received: from …\nDKIM-Signature: v=1; …\nFrom: …'}
            className="font-mono text-code"
            onDrop={handleDrop}
          />
        )}
      </Field>
    </AnswerForm>
  )
}
