'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useRouter } from 'next/navigation'
import { Controller, useForm } from 'react-hook-form'
import { z } from 'zod'
import { ClientChoice } from '@/components/clients/client-choice'
import { useSaveProject } from '@/components/data/hooks'
import { RoadmapChoice } from '@/components/onboarding/roadmap-choice'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { line, RoadmapId } from '@/lib/contracts/primitives'
import type { ProjectDto } from '@/lib/contracts/project'
import { SettingsPart } from './settings-part'
import { useSettingsForm } from './use-settings-form'

/** A host name has a dot in it, so this word can never be one. */
const FOLLOW = 'follow'

const schema = z.object({
  name: line(80),
  roadmap: RoadmapId,
  canonicalHost: z.string(),
  clientId: z.uuid().nullable(),
})

export function GeneralForm({ project, canEdit }: { project: ProjectDto; canEdit: boolean }) {
  const router = useRouter()
  const saver = useSaveProject(project.id)
  const form = useForm({
    resolver: zodResolver(schema),
    defaultValues: {
      name: project.name,
      roadmap: project.roadmap,
      canonicalHost: project.target.canonicalHost ?? FOLLOW,
      clientId: project.client?.id ?? null,
    },
  })
  const { note, submit } = useSettingsForm(form)
  const hosts = project.target.hosts.map(({ name }) => ({ value: name, label: name }))
  async function save({ canonicalHost, ...rest }: z.output<typeof schema>) {
    const body = { ...rest, canonicalHost: canonicalHost === FOLLOW ? null : canonicalHost }
    await saver.mutateAsync({ part: 'general', body })
    // Name and stages stand in the frame, which the server renders.
    router.refresh()
  }
  return (
    <SettingsPart
      title="General"
      help="Switching the roadmap keeps all results, because they belong to checks and not to stages."
      canEdit={canEdit}
      isSaving={saver.isPending}
      saveLabel="Save general settings"
      note={note}
      onSubmit={form.handleSubmit((values) => submit({ save: () => save(values) }))}
    >
      <Field label="Project name" error={form.formState.errors.name?.message} className="max-w-md">
        {(control) => <Input {...control} {...form.register('name')} />}
      </Field>
      <Controller
        control={form.control}
        name="clientId"
        render={({ field, fieldState }) => (
          <ClientChoice
            workspaceId={project.workspaceId}
            value={field.value === null ? null : { id: field.value, name: nameOf(project, field.value) }}
            onChange={field.onChange}
            error={fieldState.error?.message}
            disabled={!canEdit}
          />
        )}
      />
      <Controller
        control={form.control}
        name="roadmap"
        render={({ field }) => <RoadmapChoice value={field.value} onChange={field.onChange} />}
      />
      <Controller
        control={form.control}
        name="canonicalHost"
        render={({ field, fieldState }) => (
          <Field
            label="Main host"
            help="The one address your site should end on."
            error={fieldState.error?.message}
            className="max-w-md"
          >
            {(control) => (
              <Select
                control={control}
                value={field.value}
                options={[{ value: FOLLOW, label: `Wherever https://${project.target.domain}/ ends` }, ...hosts]}
                onChange={field.onChange}
                disabled={!canEdit}
              />
            )}
          </Field>
        )}
      />
    </SettingsPart>
  )
}

/** The name of the client the page came with, until the list of clients is here. */
function nameOf({ client }: ProjectDto, clientId: string): string {
  return client?.id === clientId ? client.name : 'The new client'
}
