'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { ApiError, messageOf } from '@/components/data/api-error'
import { addressOf } from '@/components/data/endpoint'
import { endpoints } from '@/components/data/endpoints'
import { useDeleteProject } from '@/components/data/hooks'
import { ExportOffer } from '@/components/export/export-offer'
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
      <ExportOffer
        address={addressOf(endpoints.exportProject.path, { projectId: project.id })}
        text="Before you delete it, take everything about this project along as one JSON file."
        label="Export project"
      />
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

type Problems = { name?: string; password?: string }

function problemsOf(error: unknown): Problems {
  if (!(error instanceof ApiError)) return { name: messageOf(error) }
  if (error.code === 'confirm-first') return {}
  const password = error.invalidParams.find(({ name }) => name === 'password')
  return password === undefined
    ? { name: error.invalidParams[0]?.reason ?? error.message }
    : { password: password.reason }
}

function ConfirmDelete({ project, workspace }: DeleteProjectProps) {
  const router = useRouter()
  const toast = useToast()
  const remove = useDeleteProject({ projectId: project.id, workspaceId: workspace.id })
  const [typed, setTyped] = useState('')
  const [password, setPassword] = useState('')
  const [asksPassword, setAsksPassword] = useState(false)
  const [problems, setProblems] = useState<Problems>({})
  const name = visibleText(project.name)
  function handleSubmit(event: FormEvent) {
    event.preventDefault()
    if (typed.trim() !== project.name) return setProblems({ name: 'This is not the name of the project' })
    setProblems({})
    remove.mutate(
      { name: typed, password: asksPassword ? password : undefined },
      {
        onSuccess: () => {
          toast(`${name} was deleted.`)
          router.replace(routes.projects(workspace.slug))
        },
        onError: (error) => {
          setAsksPassword(asksPassword || (error instanceof ApiError && error.code === 'confirm-first'))
          setProblems(problemsOf(error))
        },
      },
    )
  }
  return (
    <form method="post" onSubmit={handleSubmit} className="flex flex-col gap-4" noValidate>
      <AlertDialogHeading
        title={`Delete project ${name}?`}
        description="Its audits and evidence are removed for everybody and cannot be brought back."
      />
      <Field label={`Type ${name} to confirm`} error={problems.name}>
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
      {asksPassword ? (
        <Field
          label="Your password"
          error={problems.password}
          help="You signed in a while ago, so we ask once more who is there."
        >
          {(control) => (
            <Input
              {...control}
              type="password"
              value={password}
              onChange={(event) => setPassword(event.target.value)}
              autoComplete="current-password"
            />
          )}
        </Field>
      ) : null}
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
