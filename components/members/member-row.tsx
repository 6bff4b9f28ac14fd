'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useConfirmed } from '@/components/account/use-confirmed'
import { call } from '@/components/data/call'
import { endpoints } from '@/components/data/endpoints'
import { keys } from '@/components/data/keys'
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
import { Select } from '@/components/ui/select'
import { Ago } from '@/components/ui/time'
import { useToast } from '@/components/ui/toast'
import type { MemberDto } from '@/lib/contracts/member'
import { can, type Role } from '@/lib/contracts/permissions'
import { visibleText } from '@/lib/format/visible-text'
import type { Self } from './members-view'
import { ROLE_WORDS, rolesFor } from './roles'

type RowProps = { member: MemberDto; self: Self }

/** One person: name, role, when they were last here, and what a manager may change. */
export function MemberRow({ member, self }: RowProps) {
  const isSelf = member.id === self.userId
  const mayChange = can(self.role, 'member.manage') && !isSelf && (member.role !== 'owner' || self.role === 'owner')
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 border-t px-4 py-3 first:border-t-0">
      <div className="flex min-w-0 flex-col gap-0.5">
        <span className="flex min-w-0 flex-wrap items-center gap-2">
          <ForeignText text={member.name ?? member.email} className="font-medium" />
          {isSelf ? <Badge>You</Badge> : null}
        </span>
        <span className="text-muted-foreground text-xs">
          {member.name === null ? null : (
            <>
              <ForeignText text={member.email} />
              {', '}
            </>
          )}
          {member.lastSeenAt === null ? (
            'signed out everywhere'
          ) : (
            <>
              last here <Ago at={member.lastSeenAt} />
            </>
          )}
        </span>
      </div>
      {mayChange ? <Manage member={member} self={self} /> : <Badge>{ROLE_WORDS[member.role]}</Badge>}
    </li>
  )
}

function Manage({ member, self }: RowProps) {
  const client = useQueryClient()
  const [wanted, setWanted] = useState<Role>()
  const confirmed = useConfirmed()
  const { workspaceId } = self
  const name = visibleText(member.name ?? member.email)
  async function change(role: Role) {
    setWanted(role)
    const done = await confirmed.carryOut(() =>
      call(endpoints.changeRole, { params: { workspaceId, userId: member.id }, body: { role } }),
    )
    if (!done) return
    setWanted(undefined)
    await client.invalidateQueries({ queryKey: keys.members(workspaceId) })
  }
  return (
    <div className="flex min-w-0 flex-col items-end gap-2">
      <div className="flex flex-wrap items-center gap-2">
        <Select
          label={`Role of ${name}`}
          className="w-32"
          value={wanted ?? member.role}
          options={rolesFor(self.role)}
          onChange={(role) => void change(role)}
          disabled={confirmed.isPending}
        />
        <Remove member={member} self={self} />
      </div>
      {confirmed.field === null ? null : (
        <form
          method="post"
          className="flex w-64 flex-col gap-2"
          onSubmit={(event) => {
            event.preventDefault()
            if (wanted !== undefined) void change(wanted)
          }}
        >
          {confirmed.field}
          <Button type="submit" pending={confirmed.isPending}>
            Change role
          </Button>
        </form>
      )}
      {confirmed.problem === undefined ? null : (
        <p role="alert" className="max-w-72 text-right text-fail">
          {confirmed.problem.text}
        </p>
      )}
    </div>
  )
}

function Remove({ member, self }: RowProps) {
  const client = useQueryClient()
  const toast = useToast()
  const confirmed = useConfirmed()
  const name = visibleText(member.name ?? member.email)
  const { workspaceId } = self
  async function remove() {
    const done = await confirmed.carryOut(() =>
      call(endpoints.removeMember, { params: { workspaceId, userId: member.id } }),
    )
    if (!done) return
    toast(`${name} was removed.`)
    await client.invalidateQueries({ queryKey: keys.members(workspaceId) })
  }
  return (
    <AlertDialog>
      <AlertDialogTrigger asChild>
        <Button>Remove</Button>
      </AlertDialogTrigger>
      <AlertDialogContent>
        <form
          method="post"
          className="flex flex-col gap-4"
          onSubmit={(event) => {
            event.preventDefault()
            void remove()
          }}
        >
          <AlertDialogHeading
            title={`Remove ${name}?`}
            description="They lose access at once. What they own is unassigned; what they said stays."
          />
          {confirmed.field}
          {confirmed.problem === undefined ? null : (
            <p role="alert" className="text-fail">
              {confirmed.problem.text}
            </p>
          )}
          <div className="flex flex-wrap justify-end gap-2">
            <AlertDialogCancel asChild>
              <Button>Keep them</Button>
            </AlertDialogCancel>
            <Button type="submit" variant="destructive" pending={confirmed.isPending}>
              Remove member
            </Button>
          </div>
        </form>
      </AlertDialogContent>
    </AlertDialog>
  )
}
