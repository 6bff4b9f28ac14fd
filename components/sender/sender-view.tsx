'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useMutation } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { ApiError, messageOf } from '@/components/data/api-error'
import { call } from '@/components/data/call'
import { endpoints } from '@/components/data/endpoints'
import { usePlace } from '@/components/frame/place'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Field } from '@/components/ui/field'
import { FormMessage } from '@/components/ui/form-message'
import { Input } from '@/components/ui/input'
import { PageHeader } from '@/components/ui/section'
import type { MailProfileDto } from '@/lib/contracts/sender'
import { SenderResult } from './sender-result'

const text = z.string().trim().max(512, 'Keep this under 512 characters')
const ADDRESS = 'Type the address of the server that sends, such as 192.0.2.10 or 2001:db8::10'

/** The server reads addresses for good; here only what cannot be one is told at once. */
const schema = z.object({ ip: text.regex(/^\[?[0-9a-f:.]{2,45}\]?$/i, ADDRESS), helo: text, from: text })

type Question = z.output<typeof schema>

const FIELDS = [
  { name: 'ip', label: 'Address of the sending server', help: 'IPv4 or IPv6, as in the Received line of a message' },
  { name: 'from', label: 'Envelope sender', help: 'MAIL FROM or Return-Path; leave empty for a bounce' },
  { name: 'helo', label: 'Name the server gives (HELO)', help: 'Optional; judged where the sender is empty' },
] as const

/** Plays the receiver for one server and one sender. */
export function SenderView({ example }: { example: MailProfileDto['example'] }) {
  const place = usePlace()
  const titleId = useId()
  const [trouble, setTrouble] = useState<string>()
  const form = useForm({ resolver: zodResolver(schema), defaultValues: example })
  const simulation = useMutation({
    mutationFn: (body: Question) => call(endpoints.simulateSender, { params: { projectId: place.project }, body }),
  })
  const { errors } = form.formState

  async function ask(question: Question) {
    setTrouble(undefined)
    try {
      await simulation.mutateAsync(question)
    } catch (error) {
      const fields = error instanceof ApiError ? error.invalidParams : []
      for (const { name, reason } of fields) {
        if (name === 'ip' || name === 'from' || name === 'helo') form.setError(name, { message: reason })
      }
      if (fields.length === 0) setTrouble(messageOf(error))
    }
  }

  return (
    <div className="flex flex-col gap-6">
      <div className="flex flex-col gap-2">
        <PageHeader title="Sender simulator" />
        <p className="max-w-document text-muted-foreground">
          We read your live DNS records the way Gmail or Outlook would, and show every question that leads to the
          answer.
        </p>
      </div>
      <Card>
        <form noValidate className="flex flex-col gap-4" onSubmit={form.handleSubmit(ask)}>
          {trouble === undefined ? null : <FormMessage text={trouble} />}
          <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
            {FIELDS.map(({ name, label, help }) => (
              <Field key={name} label={label} help={help} error={errors[name]?.message}>
                {(control) => (
                  <Input
                    {...control}
                    {...form.register(name)}
                    defaultValue={example[name]}
                    disabled={!place.canRun}
                    inputMode={name === 'from' ? 'email' : 'text'}
                    spellCheck={false}
                    autoCapitalize="none"
                    autoComplete="off"
                    className="font-mono"
                  />
                )}
              </Field>
            ))}
          </div>
          {place.canRun ? (
            <Button
              type="submit"
              variant="primary"
              className="self-start"
              pending={simulation.isPending}
              pendingLabel="Asking"
            >
              Ask as a receiver
            </Button>
          ) : (
            <p className="text-muted-foreground">Viewers cannot ask. Ask a member of this workspace to try a sender.</p>
          )}
        </form>
      </Card>
      <section aria-labelledby={titleId}>
        <h2 id={titleId} className="sr-only">
          Answer
        </h2>
        {simulation.data === undefined ? (
          <EmptyState line="Nothing asked yet. The fields hold a sender of this project to start with." />
        ) : (
          <div aria-busy={simulation.isPending} className="transition-opacity duration-100 aria-busy:opacity-60">
            <SenderResult key={simulation.submittedAt} simulation={simulation.data} />
          </div>
        )}
      </section>
    </div>
  )
}
