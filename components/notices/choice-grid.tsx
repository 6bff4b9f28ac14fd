'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { messageOf } from '@/components/data/api-error'
import { call } from '@/components/data/call'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Field } from '@/components/ui/field'
import { ForeignText } from '@/components/ui/foreign-text'
import { Section, SectionTitle } from '@/components/ui/section'
import { Select } from '@/components/ui/select'
import { Table, TableCell, TableHead, TableRow } from '@/components/ui/table'
import type { ChannelDto, NoticesDto } from '@/lib/contracts/notice'
import { CHANNEL_KINDS, NOTICE_KINDS, type NoticeKind } from '@/lib/contracts/notice-kinds'
import { can } from '@/lib/contracts/permissions'
import type { WorkspaceDto } from '@/lib/contracts/workspace'
import { visibleText } from '@/lib/format/visible-text'
import { noticeEndpoints, noticesOptions } from './data'
import type { ProjectName } from './notices-view'
import { KIND_WORDS } from './words'

const ALL = 'all'

type GridProps = { workspace: WorkspaceDto; notices: NoticesDto; projects: readonly ProjectName[] }

function toggled(kinds: readonly string[], kind: NoticeKind, isOn: boolean): NoticeKind[] {
  return NOTICE_KINDS.filter((candidate) => (candidate === kind ? isOn : kinds.includes(candidate)))
}

/** Every kind of event against every way to be told of it; each box is saved as it is ticked. */
export function ChoiceGrid({ workspace, notices, projects }: GridProps) {
  const client = useQueryClient()
  const { id: workspaceId } = workspace
  const [place, setPlace] = useState(ALL)
  const projectId = place === ALL ? null : place
  const general = notices.choices.find((choice) => choice.projectId === null)?.kinds ?? NOTICE_KINDS
  const own = notices.choices.find((choice) => choice.projectId === projectId)?.kinds
  const mine = own ?? general
  const channels = notices.channels.filter(
    ({ project }) => project === null || project.id === projectId || place === ALL,
  )
  const { queryKey } = noticesOptions(workspaceId)
  const choose = useMutation({
    mutationFn: (kinds: NoticeKind[] | null) =>
      call(noticeEndpoints.putNoticeChoice, { params: { workspaceId }, body: { projectId, kinds } }),
    onSuccess: (saved) => client.setQueryData(queryKey, saved),
  })
  const change = useMutation({
    mutationFn: ({ channelId, kinds }: { channelId: string; kinds: NoticeKind[] }) =>
      call(noticeEndpoints.changeChannel, { params: { workspaceId, channelId }, body: { kinds } }),
    onSuccess: () => client.invalidateQueries({ queryKey }),
  })
  const problem = choose.error ?? change.error
  const isSaving = choose.isPending || change.isPending
  const isSaved = choose.isSuccess || change.isSuccess
  return (
    <Section aria-labelledby="notice-choices">
      <SectionTitle id="notice-choices">What you are told of</SectionTitle>
      {projects.length === 0 ? null : (
        <div className="flex flex-wrap items-end gap-3">
          <Field label="For" className="w-full sm:w-72">
            {(control) => (
              <Select
                control={control}
                value={place}
                onChange={setPlace}
                options={[
                  { value: ALL, label: 'All projects' },
                  ...projects.map(({ id, name }) => ({ value: id, label: visibleText(name) })),
                ]}
              />
            )}
          </Field>
          {projectId === null || own === undefined ? null : (
            <Button onClick={() => choose.mutate(null)}>Same as for all projects</Button>
          )}
        </div>
      )}
      <Table label="What you are told of, and how">
        <thead>
          <tr>
            <TableHead>Event</TableHead>
            <TableHead>Email to you</TableHead>
            {channels.map(({ id, name }) => (
              <TableHead key={id}>
                <ForeignText text={name} />
              </TableHead>
            ))}
          </tr>
        </thead>
        <tbody>
          {NOTICE_KINDS.map((kind) => (
            <TableRow key={kind}>
              <th scope="row" className="min-w-44 px-4 py-2 text-left font-normal">
                {KIND_WORDS[kind]}
              </th>
              <TableCell>
                <Checkbox
                  aria-label={`${KIND_WORDS[kind]}: email to you`}
                  checked={mine.includes(kind)}
                  disabled={isSaving}
                  onCheckedChange={(isOn) => choose.mutate(toggled(mine, kind, isOn === true))}
                />
              </TableCell>
              {channels.map((channel) => (
                <ChannelCell
                  key={channel.id}
                  channel={channel}
                  kind={kind}
                  canEdit={can(workspace.role, 'channel.manage') && !isSaving}
                  onChange={(kinds) => change.mutate({ channelId: channel.id, kinds })}
                />
              ))}
            </TableRow>
          ))}
        </tbody>
      </Table>
      <p role={problem === null ? 'status' : 'alert'} className={problem === null ? '' : 'text-fail'}>
        {problem !== null ? messageOf(problem) : isSaved && !isSaving ? 'Saved.' : ''}
      </p>
    </Section>
  )
}

type CellProps = {
  channel: ChannelDto
  kind: NoticeKind
  canEdit: boolean
  onChange: (kinds: NoticeKind[]) => void
}

function ChannelCell({ channel, kind, canEdit, onChange }: CellProps) {
  if (!CHANNEL_KINDS.includes(kind)) {
    return (
      <TableCell>
        <span className="text-muted-foreground text-xs">only to you</span>
      </TableCell>
    )
  }
  return (
    <TableCell>
      <Checkbox
        aria-label={`${KIND_WORDS[kind]}: ${visibleText(channel.name)}`}
        checked={channel.kinds.includes(kind)}
        disabled={!canEdit}
        onCheckedChange={(isOn) => onChange(toggled(channel.kinds, kind, isOn === true))}
      />
    </TableCell>
  )
}
