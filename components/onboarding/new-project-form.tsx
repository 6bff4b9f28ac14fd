'use client'

import { useState } from 'react'
import { type Resolver, useForm, useWatch } from 'react-hook-form'
import { ClientChoice } from '@/components/clients/client-choice'
import { ApiError, messageOf } from '@/components/data/api-error'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Fold } from '@/components/ui/fold'
import { FormMessage } from '@/components/ui/form-message'
import { Input } from '@/components/ui/input'
import type { ProjectDto } from '@/lib/contracts/project'
import type { RunDto } from '@/lib/contracts/run'
import { DomainField } from './domain-field'
import type { CheckedProject, TypedProject } from './new-project-schema'
import { RoadmapChoice } from './roadmap-choice'
import { useFirstAudit } from './use-first-audit'

type Started = { project: ProjectDto; run: RunDto }
type NewProjectFormProps = { workspaceId: string; allowTest: boolean; onStarted: (started: Started) => void }

function rulesFor(allowTest: boolean): Resolver<TypedProject, unknown, CheckedProject> {
  return async (values, context, options) => {
    const { resolverFor } = await import('./new-project-schema')
    return resolverFor(allowTest)(values, context, options)
  }
}

/** One field, two cards, one date: nothing else stands before the first result. */
export function NewProjectForm({ workspaceId, allowTest, onStarted }: NewProjectFormProps) {
  const { register, handleSubmit, formState, control, setValue, setError } = useForm<
    TypedProject,
    unknown,
    CheckedProject
  >({
    resolver: rulesFor(allowTest),
    defaultValues: { domain: '', roadmap: 'creator', launchAt: '', clientId: null },
  })
  const [typed, roadmap, clientId] = useWatch({ control, name: ['domain', 'roadmap', 'clientId'] })
  const [problem, setProblem] = useState<string>()
  const audit = useFirstAudit(workspaceId)

  function show(error: unknown) {
    const field = error instanceof ApiError ? error.invalidParams.find(({ name }) => name === 'domain') : undefined
    if (field !== undefined) return setError('domain', { message: field.reason }, { shouldFocus: true })
    setProblem(messageOf(error))
  }
  async function submit({ domain, roadmap: chosen, launchAt, clientId: client }: CheckedProject) {
    setProblem(undefined)
    try {
      const profile = launchAt === '' ? {} : { profile: { launchAt } }
      onStarted(
        await audit.start({ domain, roadmap: chosen, ...profile, ...(client === null ? {} : { clientId: client }) }),
      )
    } catch (error) {
      show(error)
    }
  }
  const { errors, isSubmitting } = formState
  return (
    <form className="flex flex-col gap-6" onSubmit={handleSubmit(submit)} noValidate method="post">
      {problem === undefined ? null : <FormMessage text={problem} />}
      <div className="flex flex-col gap-3 sm:flex-row sm:items-start">
        <DomainField
          label="What is your domain?"
          typed={typed}
          error={errors.domain?.message}
          allowTest={allowTest}
          input={register('domain')}
        />
        <Button type="submit" variant="primary" pending={isSubmitting} pendingLabel="Starting" className="sm:mt-[30px]">
          Start audit
        </Button>
      </div>
      <RoadmapChoice value={roadmap} onChange={(next) => setValue('roadmap', next)} />
      <Field label="Launch date (optional)" error={errors.launchAt?.message} className="max-w-56">
        {(field) => <Input {...field} {...register('launchAt')} type="date" />}
      </Field>
      <Fold title="More">
        <ClientChoice
          workspaceId={workspaceId}
          value={clientId === null ? null : { id: clientId }}
          onChange={(next) => setValue('clientId', next)}
        />
      </Fold>
    </form>
  )
}
