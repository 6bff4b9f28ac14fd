'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { ApiError, messageOf } from '@/components/data/api-error'
import { call } from '@/components/data/call'
import { endpoints } from '@/components/data/endpoints'
import { keys } from '@/components/data/keys'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { CopyButton } from '@/components/ui/copy-button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Section, SectionTitle } from '@/components/ui/section'
import { Select } from '@/components/ui/select'
import type { Role } from '@/lib/contracts/permissions'
import { routes } from '@/lib/routes'
import type { Self } from './members-view'
import { ROLE_HELP, rolesFor } from './roles'

/** Makes a link that brings one person in; the link is shown here and never again. */
export function InviteForm({ self }: { self: Self }) {
  const client = useQueryClient()
  const { workspaceId } = self
  const [email, setEmail] = useState('')
  const [role, setRole] = useState<Role>('member')
  const invite = useMutation({
    mutationFn: () => {
      const typed = email.trim()
      return call(endpoints.createInvite, {
        params: { workspaceId },
        body: { role, ...(typed === '' ? {} : { email: typed }) },
      })
    },
    onSuccess: async () => {
      setEmail('')
      await client.invalidateQueries({ queryKey: keys.members(workspaceId) })
    },
  })
  const fieldProblem =
    invite.error instanceof ApiError
      ? invite.error.invalidParams.find(({ name }) => name === 'email')?.reason
      : undefined
  function handleSubmit(event: FormEvent) {
    event.preventDefault()
    invite.mutate()
  }
  return (
    <Section aria-labelledby="invite-title">
      <SectionTitle id="invite-title">Invite somebody</SectionTitle>
      <Card className="flex flex-col gap-4">
        <form method="post" noValidate onSubmit={handleSubmit} className="flex flex-col gap-4">
          <div className="grid gap-4 sm:grid-cols-2">
            <Field label="Email, optional" help="Then only this person can use the link." error={fieldProblem}>
              {(control) => (
                <Input
                  {...control}
                  type="email"
                  value={email}
                  onChange={(event) => setEmail(event.target.value)}
                  autoComplete="off"
                />
              )}
            </Field>
            <Field label="Role" help={ROLE_HELP[role]}>
              {(control) => <Select control={control} value={role} options={rolesFor(self.role)} onChange={setRole} />}
            </Field>
          </div>
          {invite.error !== null && fieldProblem === undefined ? (
            <p role="alert" className="text-fail">
              {messageOf(invite.error)}
            </p>
          ) : null}
          <Button type="submit" variant="primary" className="self-start" pending={invite.isPending}>
            Create invitation
          </Button>
        </form>
        {invite.data === undefined ? null : <NewLink token={invite.data.token} mailed={invite.data.mailed} />}
      </Card>
    </Section>
  )
}

function NewLink({ token, mailed }: { token: string; mailed: boolean }) {
  const link = `${window.location.origin}${routes.invite(token)}`
  return (
    <div role="status" className="flex flex-col gap-2 rounded-card border bg-muted/40 p-3">
      <p>{mailed ? 'The invitation was mailed. ' : ''}This link works once, for 7 days. You will not see it again.</p>
      <div className="flex flex-wrap items-center gap-2">
        <code className="min-w-0 flex-1 basis-64 break-all font-mono text-code">{link}</code>
        <CopyButton text={link} label="Copy link" isFix={false} />
      </div>
    </div>
  )
}
