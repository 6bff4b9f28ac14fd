'use client'

import { useSuspenseQuery } from '@tanstack/react-query'
import { projectOptions } from '@/components/data/options'
import { PageHeader } from '@/components/ui/section'
import { ArchiveProject } from './archive-project'
import { DeleteProject } from './delete-project'
import { GeneralForm } from './general-form'
import { HostsForm } from './hosts-form'
import { OwnershipLink } from './ownership-link'
import { ProfileForm } from './profile-form'
import { SendingForm } from './sending-form'
import { UrlsForm } from './urls-form'

type ProjectSettingsProps = {
  projectId: string
  workspace: { id: string; slug: string }
  canEdit: boolean
  canDelete: boolean
}

export function ProjectSettings({ projectId, workspace, canEdit, canDelete }: ProjectSettingsProps) {
  const { data: project } = useSuspenseQuery(projectOptions(projectId))
  return (
    <div className="flex max-w-document flex-col gap-8">
      <PageHeader title="Project settings" />
      {canEdit ? null : <p>You can look at these settings. Members, admins and owners can change them.</p>}
      <HostsForm project={project} canEdit={canEdit} />
      <UrlsForm project={project} canEdit={canEdit} />
      <SendingForm project={project} canEdit={canEdit} />
      <ProfileForm project={project} canEdit={canEdit} />
      <OwnershipLink />
      <GeneralForm project={project} canEdit={canEdit} />
      {canEdit ? <ArchiveProject project={project} workspaceId={workspace.id} /> : null}
      {canDelete ? <DeleteProject project={project} workspace={workspace} /> : null}
    </div>
  )
}
