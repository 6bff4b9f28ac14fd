'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { messageOf } from '@/components/data/api-error'
import { Card } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/section'
import { can } from '@/lib/contracts/permissions'
import type { WorkspaceDto } from '@/lib/contracts/workspace'
import { routes } from '@/lib/routes'
import { ChannelList } from './channel-list'
import { ChoiceGrid } from './choice-grid'
import { noticesOptions } from './data'
import { PaceForm } from './pace-form'

export type ProjectName = { id: string; name: string }
type NoticesViewProps = { workspace: WorkspaceDto; email: string; projects: readonly ProjectName[] }

/** What a member is told of and when, and the rooms and programs of the workspace. */
export function NoticesView({ workspace, email, projects }: NoticesViewProps) {
  const { data, error } = useQuery(noticesOptions(workspace.id))
  return (
    <div className="flex max-w-document flex-col gap-8">
      <PageHeader title="Notices" />
      {data === undefined ? (
        <p role={error === null ? 'status' : 'alert'}>
          {error === null ? 'Loading your choices.' : `We could not load your choices. ${messageOf(error)}`}
        </p>
      ) : (
        <>
          {data.sendsMail ? null : <NoMail workspace={workspace} />}
          <ChoiceGrid workspace={workspace} notices={data} projects={projects} />
          <PaceForm workspaceId={workspace.id} email={email} setting={data.setting} />
          <ChannelList workspace={workspace} channels={data.channels} projects={projects} />
        </>
      )}
    </div>
  )
}

function NoMail({ workspace }: { workspace: WorkspaceDto }) {
  return (
    <Card>
      <p>
        This installation has no mail server, so emails are kept instead of sent.{' '}
        {can(workspace.role, 'outbox.read') ? (
          <>
            Read them in the{' '}
            <Link href={routes.outbox(workspace.slug)} className="link focus-ring rounded-sm underline">
              outbox
            </Link>
            .
          </>
        ) : (
          'Owners read them in the outbox.'
        )}
      </p>
    </Card>
  )
}
