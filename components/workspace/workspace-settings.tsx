'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { useConfirmed } from '@/components/account/use-confirmed'
import { ApiError, messageOf } from '@/components/data/api-error'
import { call } from '@/components/data/call'
import { addressOf } from '@/components/data/endpoint'
import { endpoints } from '@/components/data/endpoints'
import { ExportOffer } from '@/components/export/export-offer'
import { SettingsPart } from '@/components/settings/settings-part'
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
import { PageHeader, Section, SectionTitle } from '@/components/ui/section'
import { can } from '@/lib/contracts/permissions'
import type { WorkspaceDto } from '@/lib/contracts/workspace'
import { visibleText } from '@/lib/format/visible-text'
import { routes } from '@/lib/routes'
import { BrandingLink } from './branding-link'
import { Clients } from './clients'
import { InstallationLink } from './installation-link'
import { NoticesLink } from './notices-link'

/** The name of a workspace, its clients, its data and its end. */
export function WorkspaceSettings({ workspace }: { workspace: WorkspaceDto }) {
  return (
    <div className="flex max-w-document flex-col gap-8">
      <PageHeader title="Workspace settings" />
      <Rename workspace={workspace} />
      <NoticesLink workspace={workspace} />
      <BrandingLink workspace={workspace} />
      {can(workspace.role, 'installation.read') ? <InstallationLink workspace={workspace} /> : null}
      {can(workspace.role, 'client.manage') ? <Clients workspaceId={workspace.id} /> : null}
      {can(workspace.role, 'workspace.export') ? (
        <Section>
          <SectionTitle>Your data</SectionTitle>
          <ExportOffer
            address={addressOf(endpoints.exportWorkspace.path, { workspaceId: workspace.id })}
            text="Take everything along as one JSON file: projects, latest results, decisions, confirmations, comments, members and activity. Files you uploaded as proof are named, not included. We keep raw evidence for 90 days, results and activity for 400; the first full audit of a project stays."
            label="Export everything"
          />
        </Section>
      ) : null}
      {can(workspace.role, 'workspace.delete') ? <Delete workspace={workspace} /> : null}
    </div>
  )
}

function Rename({ workspace }: { workspace: WorkspaceDto }) {
  const router = useRouter()
  const [name, setName] = useState(workspace.name)
  const rename = useMutation({
    mutationFn: () => call(endpoints.renameWorkspace, { params: { workspaceId: workspace.id }, body: { name } }),
    onSuccess: () => router.refresh(),
  })
  const reason = rename.error instanceof ApiError ? rename.error.invalidParams[0]?.reason : undefined
  const note =
    rename.error !== null && reason === undefined
      ? { isProblem: true, text: messageOf(rename.error) }
      : rename.isSuccess
        ? { isProblem: false, text: 'Saved.' }
        : undefined
  function handleSubmit(event: FormEvent) {
    event.preventDefault()
    rename.mutate()
  }
  return (
    <SettingsPart
      title="Name"
      help="Members see it at the top of every page. Links keep working when it changes."
      canEdit={can(workspace.role, 'workspace.update')}
      isSaving={rename.isPending}
      saveLabel="Save name"
      note={note}
      onSubmit={handleSubmit}
    >
      <Field label="Workspace name" error={reason} className="max-w-md">
        {(control) => (
          <Input {...control} value={name} maxLength={80} onChange={(event) => setName(event.target.value)} />
        )}
      </Field>
    </SettingsPart>
  )
}

function Delete({ workspace }: { workspace: WorkspaceDto }) {
  return (
    <Section>
      <SectionTitle>Danger zone</SectionTitle>
      <Card className="flex flex-wrap items-center justify-between gap-3 border-fail-fill">
        <p className="min-w-0 flex-1 basis-64">
          Deleting the workspace removes every project, audit, answer and member in it at once. Export everything first.
        </p>
        <AlertDialog>
          <AlertDialogTrigger asChild>
            <Button variant="destructive">Delete workspace</Button>
          </AlertDialogTrigger>
          <AlertDialogContent>
            <ConfirmDelete workspace={workspace} />
          </AlertDialogContent>
        </AlertDialog>
      </Card>
    </Section>
  )
}

function ConfirmDelete({ workspace }: { workspace: WorkspaceDto }) {
  const confirmed = useConfirmed()
  const [typed, setTyped] = useState('')
  const [isMissed, setMissed] = useState(false)
  const name = visibleText(workspace.name)
  async function handleSubmit(event: FormEvent) {
    event.preventDefault()
    const matches = typed.trim() === workspace.name
    setMissed(!matches)
    if (!matches) return
    const done = await confirmed.carryOut(() =>
      call(endpoints.deleteWorkspace, { params: { workspaceId: workspace.id }, body: { name: typed } }),
    )
    // A full load, so nothing of the workspace stays in memory.
    if (done) window.location.assign(routes.start())
  }
  return (
    <form method="post" noValidate onSubmit={handleSubmit} className="flex flex-col gap-4">
      <AlertDialogHeading
        title={`Delete workspace ${name}?`}
        description="Everything in it is removed for everybody and cannot be brought back."
      />
      <Field
        label={`Type ${name} to confirm`}
        error={isMissed ? 'This is not the name of the workspace' : confirmed.problem?.text}
      >
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
      {confirmed.field}
      <div className="flex flex-wrap justify-end gap-2">
        <AlertDialogCancel asChild>
          <Button>Keep workspace</Button>
        </AlertDialogCancel>
        <Button type="submit" variant="destructive" pending={confirmed.isPending} pendingLabel="Deleting">
          Delete workspace
        </Button>
      </div>
    </form>
  )
}
