'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useConfirmed } from '@/components/account/use-confirmed'
import { messageOf } from '@/components/data/api-error'
import { call } from '@/components/data/call'
import {
  AlertDialog,
  AlertDialogCancel,
  AlertDialogContent,
  AlertDialogHeading,
  AlertDialogTrigger,
} from '@/components/ui/alert-dialog'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { ForeignText } from '@/components/ui/foreign-text'
import { Ago, Until } from '@/components/ui/time'
import type { ChannelDto } from '@/lib/contracts/notice'
import { visibleText } from '@/lib/format/visible-text'
import { noticeEndpoints, noticesOptions } from './data'
import { SecretOnce } from './secret-once'
import { VIA_WORDS } from './words'

/** A worker takes a message within seconds; its outcome is looked for as long as this. */
const LOOK_MS = [1500, 3500, 7000, 12_000]

type RowProps = { channel: ChannelDto; workspaceId: string; canEdit: boolean }

/** One room or program: where it is, whether it answers, and what managers may do with it. */
export function ChannelRow({ channel, workspaceId, canEdit }: RowProps) {
  return (
    <li className="flex flex-col gap-2 border-t px-4 py-3 first:border-t-0">
      <div className="flex min-w-0 flex-wrap items-center gap-2">
        <ForeignText text={channel.name} className="font-medium" />
        <Badge>{VIA_WORDS[channel.kind]}</Badge>
      </div>
      <p className="text-muted-foreground text-xs">
        <ForeignText text={channel.host} />, {channel.project === null ? 'all projects' : 'only '}
        {channel.project === null ? null : <ForeignText text={channel.project.name} />}
        {channel.lastSentAt === null ? (
          ', nothing delivered yet'
        ) : (
          <>
            , last delivered <Ago at={channel.lastSentAt} />
          </>
        )}
      </p>
      {channel.problem === null ? null : (
        <p className="text-fail">
          Not delivered <Ago at={channel.problem.at} />: <ForeignText text={channel.problem.text} />
        </p>
      )}
      {channel.oldSecretUntil === null ? null : (
        <p className="text-xs">
          The former secret signs too, it ends <Until at={channel.oldSecretUntil} />.
        </p>
      )}
      {canEdit ? <Manage channel={channel} workspaceId={workspaceId} /> : null}
    </li>
  )
}

function Manage({ channel, workspaceId }: Omit<RowProps, 'canEdit'>) {
  const client = useQueryClient()
  const { queryKey } = noticesOptions(workspaceId)
  const params = { workspaceId, channelId: channel.id }
  const [secret, setSecret] = useState<string | null>(null)
  const confirmed = useConfirmed()
  const refresh = () => client.invalidateQueries({ queryKey })
  const test = useMutation({
    mutationFn: () => call(noticeEndpoints.testChannel, { params }),
    onSuccess: () => {
      for (const wait of LOOK_MS) setTimeout(refresh, wait)
    },
  })
  async function renew() {
    const done = await confirmed.carryOut(async () => {
      setSecret((await call(noticeEndpoints.renewSecret, { params })).secret)
    })
    if (done) await refresh()
  }
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap gap-2">
        <Button size="compact" pending={test.isPending} onClick={() => test.mutate()}>
          Send test
        </Button>
        {channel.kind === 'webhook' ? (
          <Button size="compact" pending={confirmed.isPending} onClick={() => void renew()}>
            New secret
          </Button>
        ) : null}
        <Remove channel={channel} workspaceId={workspaceId} />
      </div>
      {confirmed.field}
      <p role="status" className="text-xs empty:hidden">
        {test.isSuccess ? 'The test is on its way. What came of it is shown here.' : ''}
      </p>
      {test.error === null && confirmed.problem === undefined ? null : (
        <p role="alert" className="text-fail">
          {test.error === null ? confirmed.problem?.text : messageOf(test.error)}
        </p>
      )}
      {secret === null ? null : <SecretOnce secret={secret} />}
    </div>
  )
}

function Remove({ channel, workspaceId }: Omit<RowProps, 'canEdit'>) {
  const client = useQueryClient()
  const remove = useMutation({
    mutationFn: () => call(noticeEndpoints.deleteChannel, { params: { workspaceId, channelId: channel.id } }),
    onSuccess: () => client.invalidateQueries({ queryKey: noticesOptions(workspaceId).queryKey }),
  })
  return (
    <AlertDialog>
      <AlertDialogTrigger asChild>
        <Button size="compact">Remove</Button>
      </AlertDialogTrigger>
      <AlertDialogContent>
        <AlertDialogHeading
          title={`Remove ${visibleText(channel.name)}?`}
          description="It is told nothing from then on. What waits for it is dropped."
        />
        {remove.error === null ? null : (
          <p role="alert" className="text-fail">
            {messageOf(remove.error)}
          </p>
        )}
        <div className="flex flex-wrap justify-end gap-2">
          <AlertDialogCancel asChild>
            <Button>Keep</Button>
          </AlertDialogCancel>
          <Button variant="destructive" pending={remove.isPending} onClick={() => remove.mutate()}>
            Remove channel
          </Button>
        </div>
      </AlertDialogContent>
    </AlertDialog>
  )
}
