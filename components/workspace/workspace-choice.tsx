'use client'

import { useMutation } from '@tanstack/react-query'
import Link from 'next/link'
import { type FormEvent, useState } from 'react'
import { ApiError, messageOf } from '@/components/data/api-error'
import { call } from '@/components/data/call'
import { endpoints } from '@/components/data/endpoints'
import { ROLE_WORDS } from '@/components/members/roles'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Field } from '@/components/ui/field'
import { ForeignText } from '@/components/ui/foreign-text'
import { Input } from '@/components/ui/input'
import { Section, SectionTitle } from '@/components/ui/section'
import type { WorkspaceDto } from '@/lib/contracts/workspace'
import { routes } from '@/lib/routes'

/** The workspaces a person belongs to, and the way to another one. */
export function WorkspaceChoice({ workspaces }: { workspaces: readonly WorkspaceDto[] }) {
  return (
    <Section aria-labelledby="workspaces-title">
      <SectionTitle id="workspaces-title">Workspaces</SectionTitle>
      <Card className="p-0">
        <ul>
          {workspaces.map((workspace) => (
            <li
              key={workspace.id}
              className="flex min-h-11 items-center justify-between gap-3 border-t px-4 py-2 first:border-t-0"
            >
              <Link href={routes.projects(workspace.slug)} className="link focus-ring min-w-0 rounded-sm underline">
                <ForeignText text={workspace.name} />
              </Link>
              <Badge>{ROLE_WORDS[workspace.role]}</Badge>
            </li>
          ))}
        </ul>
      </Card>
      <NewWorkspace />
    </Section>
  )
}

function NewWorkspace() {
  const [name, setName] = useState('')
  const create = useMutation({
    mutationFn: () => call(endpoints.createWorkspace, { params: {}, body: { name } }),
    onSuccess: ({ slug }) => window.location.assign(routes.projects(slug)),
  })
  const reason =
    create.error instanceof ApiError
      ? create.error.invalidParams.find((field) => field.name === 'name')?.reason
      : undefined
  const problem = create.error === null ? undefined : (reason ?? messageOf(create.error))
  function handleSubmit(event: FormEvent) {
    event.preventDefault()
    create.mutate()
  }
  return (
    <form method="post" noValidate onSubmit={handleSubmit} className="flex flex-wrap items-end gap-2">
      <Field label="New workspace" error={problem} help="Projects, members and links of one do not show in another.">
        {(control) => (
          <div className="flex flex-wrap gap-2">
            <Input
              {...control}
              className="w-64"
              value={name}
              maxLength={80}
              onChange={(event) => setName(event.target.value)}
              autoComplete="off"
            />
            <Button type="submit" pending={create.isPending || create.isSuccess}>
              Create workspace
            </Button>
          </div>
        )}
      </Field>
    </form>
  )
}
