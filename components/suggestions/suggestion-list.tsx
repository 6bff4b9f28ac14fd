'use client'

import Link from 'next/link'
import { useState } from 'react'
import { messageOf } from '@/components/data/api-error'
import { usePlace } from '@/components/frame/place'
import { ROLE_OPTIONS } from '@/components/settings/words'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Fold } from '@/components/ui/fold'
import { ForeignText } from '@/components/ui/foreign-text'
import { Select } from '@/components/ui/select'
import type { SuggestedHostDto, SuggestionsDto } from '@/lib/contracts/suggestion'
import type { HostDto, HostRole } from '@/lib/contracts/target'
import { count } from '@/lib/format/count'
import { routes } from '@/lib/routes'
import { type HostCheck, useAddHost, useDismissSuggestion, useHostCheck } from './use-suggestions'

type SuggestionListProps = {
  projectId: string
  suggestions: SuggestionsDto
  onAdded?: (host: HostDto) => void
}

/** Names we met on the way: one click makes one a host of the project, one sets it aside. */
export function SuggestionList({ projectId, suggestions, onAdded }: SuggestionListProps) {
  const { check, added } = useHostCheck(projectId)
  const { hosts, dismissed, more, unread } = suggestions
  function handleAdded(host: HostDto) {
    onAdded?.(host)
    added()
  }
  return (
    <div className="flex flex-col gap-3">
      {hosts.length === 0 ? (
        <p className="text-muted-foreground">Nothing is left to decide.</p>
      ) : (
        <ul className="flex flex-col">
          {hosts.map((host) => (
            <Suggestion key={host.name} projectId={projectId} host={host} onAdded={handleAdded} />
          ))}
        </ul>
      )}
      <Checking check={check} />
      {more > 0 ? (
        <p className="text-muted-foreground text-xs">
          {count(more, 'further name')} were seen, but not looked up. Add them by hand if they are yours.
        </p>
      ) : null}
      {unread.length > 0 ? (
        <p className="text-muted-foreground text-xs">
          The last audit could not read everything ({unread.join(', ')}), so names may be missing.
        </p>
      ) : null}
      {dismissed.length > 0 ? <SetAside projectId={projectId} names={dismissed} /> : null}
    </div>
  )
}

function Checking({ check }: { check: HostCheck }) {
  const place = usePlace()
  return (
    <p role="status" className={check.state === 'none' ? 'sr-only' : 'text-muted-foreground'}>
      {check.state === 'waiting' ? 'Added. We look at it in a moment.' : null}
      {check.state === 'later' ? 'Added. The next audit looks at it.' : null}
      {check.state === 'started' ? (
        <>
          Added. We are looking at it now.{' '}
          <Link href={routes.run({ ...place, run: check.runId })} className="link focus-ring rounded-sm underline">
            Watch the run
          </Link>
        </>
      ) : null}
    </p>
  )
}

type SuggestionProps = { projectId: string; host: SuggestedHostDto; onAdded: (host: HostDto) => void }

function Suggestion({ projectId, host, onAdded }: SuggestionProps) {
  const add = useAddHost(projectId, onAdded)
  const dismiss = useDismissSuggestion(projectId)
  const [role, setRole] = useState<HostRole>(host.role)
  const { name, display, seen, unresolved } = host
  const problem = add.error ?? dismiss.error
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 border-t py-3 first:border-t-0 first:pt-0 last:pb-0">
      <div className="min-w-0 flex-1 basis-56">
        <p>
          <ForeignText text={name} mono className="font-medium" />
          {display === null ? null : (
            <span className="text-muted-foreground">
              {' '}
              reads <ForeignText text={display} />
            </span>
          )}
          {unresolved ? <Badge className="ml-2 align-middle">DNS did not answer</Badge> : null}
        </p>
        <p className="text-muted-foreground text-xs">
          <ForeignText text={seen[0] ?? ''} />
        </p>
        {problem === null ? null : (
          <p role="alert" className="text-fail text-xs">
            {messageOf(problem)}
          </p>
        )}
      </div>
      <div className="flex items-center gap-2 max-sm:w-full">
        <Select
          label={`Role of ${name}`}
          value={role}
          options={ROLE_OPTIONS}
          onChange={setRole}
          className="w-36 max-sm:flex-1"
        />
        <Button
          pending={add.isPending || add.isSuccess}
          pendingLabel="Adding"
          aria-label={`Add ${name}`}
          onClick={() => add.mutate({ name, role })}
        >
          Add
        </Button>
        <Button
          variant="ghost"
          pending={dismiss.isPending}
          pendingLabel="Hiding"
          aria-label={`${name} is not mine`}
          onClick={() => dismiss.mutate({ name, dismissed: true })}
        >
          Not mine
        </Button>
      </div>
    </li>
  )
}

function SetAside({ projectId, names }: { projectId: string; names: readonly string[] }) {
  const dismiss = useDismissSuggestion(projectId)
  return (
    <Fold title={`Set aside (${names.length})`} heading="h4">
      <ul className="flex flex-col gap-1">
        {names.map((name) => (
          <li key={name} className="flex flex-wrap items-center justify-between gap-2">
            <ForeignText text={name} mono />
            <Button
              size="compact"
              variant="ghost"
              aria-label={`Bring ${name} back`}
              onClick={() => dismiss.mutate({ name, dismissed: false })}
            >
              Bring back
            </Button>
          </li>
        ))}
      </ul>
    </Fold>
  )
}
