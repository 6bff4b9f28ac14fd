'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { messageOf } from '@/components/data/api-error'
import { call } from '@/components/data/call'
import { endpoints } from '@/components/data/endpoints'
import { keys } from '@/components/data/keys'
import { Button } from '@/components/ui/button'
import { ForeignText } from '@/components/ui/foreign-text'
import { Ago, Until } from '@/components/ui/time'
import type { InviteDto } from '@/lib/contracts/member'
import { ROLE_WORDS } from './roles'

/** An invitation nobody used yet; its link is not known any more, only that it exists. */
export function InviteRow({ invite, workspaceId }: { invite: InviteDto; workspaceId: string }) {
  const client = useQueryClient()
  const revoke = useMutation({
    mutationFn: () => call(endpoints.revokeInvite, { params: { workspaceId, inviteId: invite.id } }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.members(workspaceId) }),
  })
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-t px-4 py-3 first:border-t-0">
      <div className="flex min-w-0 flex-col gap-0.5">
        <ForeignText text={invite.email ?? 'Anybody with the link'} />
        <span className="text-muted-foreground text-xs">
          {ROLE_WORDS[invite.role]}, made <Ago at={invite.createdAt} />, ends <Until at={invite.expiresAt} />
        </span>
        {revoke.error === null ? null : (
          <p role="alert" className="text-fail">
            {messageOf(revoke.error)}
          </p>
        )}
      </div>
      <Button pending={revoke.isPending} onClick={() => revoke.mutate()}>
        Take back
      </Button>
    </li>
  )
}
