'use client'

import { Section, SectionTitle } from '@/components/ui/section'
import type { ChannelDto } from '@/lib/contracts/notice'
import { can } from '@/lib/contracts/permissions'
import type { WorkspaceDto } from '@/lib/contracts/workspace'
import { ChannelForm } from './channel-form'
import { ChannelRow } from './channel-row'
import type { ProjectName } from './notices-view'

type ListProps = { workspace: WorkspaceDto; channels: readonly ChannelDto[]; projects: readonly ProjectName[] }

/** The rooms and programs that are told, for everybody to see; managers change them. */
export function ChannelList({ workspace, channels, projects }: ListProps) {
  const canEdit = can(workspace.role, 'channel.manage')
  return (
    <Section aria-labelledby="notice-channels">
      <SectionTitle id="notice-channels">Chat rooms and programs</SectionTitle>
      {channels.length === 0 ? (
        <p className="text-muted-foreground">
          {canEdit ? 'None yet. Tell a room where your team talks, or a program of yours.' : 'None yet.'}
        </p>
      ) : (
        <ul className="rounded-card border bg-card">
          {channels.map((channel) => (
            <ChannelRow key={channel.id} channel={channel} workspaceId={workspace.id} canEdit={canEdit} />
          ))}
        </ul>
      )}
      {canEdit ? (
        <ChannelForm workspaceId={workspace.id} projects={projects} />
      ) : (
        <p>Only owners and admins can add or change them.</p>
      )}
    </Section>
  )
}
