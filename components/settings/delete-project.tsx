'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { ApiError, messageOf } from '@/components/data/api-error'
import { useDeleteProject } from '@/components/data/hooks'
import {
  AlertDialog,
  AlertDialogCancel,
  AlertDialogContent,
  AlertDialogHeading,
  AlertDialogTrigger,
} from '@/components/ui/alert-dialog'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Section, SectionTitle } from '@/components/ui/section'
import { useToast } from '@/components/ui/toast'
import type { ProjectDto } from '@/lib/contracts/project'
import { visibleText } from '@/lib/format/visible-text'
import { routes } from '@/lib/routes'

type DeleteProjectProps = { project: ProjectDto; workspace: { id: string; slug: string } }

/** The one thing here that cannot be undone; it wants the name typed. */
export function DeleteProject({ project, workspace }: DeleteProjectProps) {
  return (
    <Section>
      <SectionTitle>Danger zone</SectionTitle>
      <Card className="flex flex-wrap items-center justify-between gap-3 border-fail-fill">
        <p className="min-w-0 flex-1 basis-64">
          Deleting the project removes its audits and all their evidence at once.
        </p>
        <AlertDialog>
          <AlertDialogTrigger asChild>
            <Button variant="destructive">Delete project</Button>
          </AlertDialogTrigger>
          <AlertDialogContent>
            <ConfirmDelete project={project} workspace={workspace} />
          </AlertDialogContent>
        </AlertDialog>
      </Card>
    </Section>
  )
}

function ConfirmDelete({ project, workspace }: DeleteProjectProps) {
  const router = useRouter()
  const toast = useToast()
  const remove = useDeleteProject({ projectId: project.id, workspaceId: workspace.id })
  const [typed, setTyped] = useState('')
  const [problem, setProblem] = useState<string>()
  function handleSubmit(event: FormEvent) {
    event.preventDefault()
    if (typed.trim() !== project.name) return setProblem('This is not the name of the project')
    setProblem(undefined)
    remove.mutate(typed, {
      onSuccess: () => {
        toast(`${visibleText(project.name)} was deleted.`)
        router.replace(routes.projects(workspace.slug))
      },
      onError: (error) =>
        setProblem(error instanceof ApiError ? (error.invalidParams[0]?.reason ?? error.message) : messageOf(error)),
    })
  }
  return (
    <form method="post" onSubmit={handleSubmit} className="flex flex-col gap-4" noValidate>
      <AlertDialogHeading
        title={`Delete project ${visibleText(project.name)}?`}
        description="Its audits and evidence are removed for everybody and cannot be brought back."
      />
      <Field label={`Type ${visibleText(project.name)} to confirm`} error={problem}>
        {(control) => (
          <Input
            {...control}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            autoComplete="off"
            spellCheck={false}
          />
        )}
      </Field>
      <div className="flex flex-wrap justify-end gap-2">
        <AlertDialogCancel asChild>
          <Button>Keep project</Button>
        </AlertDialogCancel>
        <Button
          type="submit"
          variant="destructive"
          pending={remove.isPending || remove.isSuccess}
          pendingLabel="Deleting"
        >
          Delete project
        </Button>
      </div>
    </form>
  )
}
