'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { messageOf } from '@/components/data/api-error'
import { call } from '@/components/data/call'
import { endpoints } from '@/components/data/endpoints'
import { keys } from '@/components/data/keys'
import { sessionsOptions } from '@/components/data/options'
import { ThemeChoice } from '@/components/frame/theme-choice'
import {
  AlertDialog,
  AlertDialogAction,
  AlertDialogCancel,
  AlertDialogContent,
  AlertDialogHeading,
  AlertDialogTrigger,
} from '@/components/ui/alert-dialog'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { ForeignText } from '@/components/ui/foreign-text'
import { PageHeader, Section, SectionTitle } from '@/components/ui/section'
import { Loading, Skeleton } from '@/components/ui/skeleton'
import { Ago } from '@/components/ui/time'
import { WorkspaceChoice } from '@/components/workspace/workspace-choice'
import type { SessionDto } from '@/lib/contracts/session'
import type { WorkspaceDto } from '@/lib/contracts/workspace'
import { routes } from '@/lib/routes'

export function AccountView({ email, workspaces }: { email: string; workspaces: readonly WorkspaceDto[] }) {
  return (
    <div className="flex max-w-document flex-col gap-8">
      <PageHeader title="Account" />
      <Section>
        <SectionTitle>Signed in as</SectionTitle>
        <p>
          <ForeignText text={email} />
        </p>
      </Section>
      <Section>
        <SectionTitle>Theme</SectionTitle>
        <ThemeChoice />
      </Section>
      <WorkspaceChoice workspaces={workspaces} />
      <Sessions />
    </div>
  )
}

function Sessions() {
  const { data, error, isPending } = useQuery(sessionsOptions())
  return (
    <Section aria-labelledby="sessions-title">
      <SectionTitle id="sessions-title">Where you are signed in</SectionTitle>
      {isPending ? (
        <Loading label="Loading sessions">
          <Skeleton className="h-16 w-full" />
        </Loading>
      ) : error === null ? (
        <Card className="p-0">
          <ul>
            {data.items.map((session) => (
              <Session key={session.id} session={session} />
            ))}
          </ul>
        </Card>
      ) : (
        <p role="alert">Your sessions could not be loaded. {messageOf(error)}</p>
      )}
      <div className="flex flex-wrap gap-2">
        {data !== undefined && data.items.length > 1 ? <EndOthers /> : null}
        <EndAll />
      </div>
    </Section>
  )
}

function Session({ session }: { session: SessionDto }) {
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 border-t px-4 py-3 first:border-t-0">
      <span className="flex min-w-0 items-center gap-2">
        <ForeignText text={session.device} />
        {session.current ? <Badge>This browser</Badge> : null}
      </span>
      <span className="text-muted-foreground text-xs">
        Last seen <Ago at={session.lastSeenAt} />, signed in <Ago at={session.createdAt} />
      </span>
    </li>
  )
}

function EndOthers() {
  const client = useQueryClient()
  const end = useMutation({
    mutationFn: () => call(endpoints.endSessions, { params: {}, body: { includeCurrent: false } }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.sessions() }),
  })
  return (
    <Button pending={end.isPending} onClick={() => end.mutate()}>
      Sign out all other browsers
    </Button>
  )
}

function EndAll() {
  const end = useMutation({
    mutationFn: () => call(endpoints.endSessions, { params: {}, body: { includeCurrent: true } }),
    onSuccess: () => window.location.assign(routes.signIn()),
  })
  return (
    <AlertDialog>
      <AlertDialogTrigger asChild>
        <Button pending={end.isPending}>Sign out everywhere</Button>
      </AlertDialogTrigger>
      <AlertDialogContent>
        <AlertDialogHeading
          title="Sign out everywhere?"
          description="Every browser you are signed in with is signed out at once, this one included."
        />
        {end.error === null ? null : <p role="alert">{messageOf(end.error)}</p>}
        <div className="flex flex-wrap justify-end gap-2">
          <AlertDialogCancel asChild>
            <Button>Stay signed in</Button>
          </AlertDialogCancel>
          <AlertDialogAction asChild>
            <Button variant="primary" onClick={() => end.mutate()}>
              Sign out everywhere
            </Button>
          </AlertDialogAction>
        </div>
      </AlertDialogContent>
    </AlertDialog>
  )
}
