'use client'

import { useQuery } from '@tanstack/react-query'
import { messageOf } from '@/components/data/api-error'
import { membersOptions } from '@/components/data/options'
import { usePlace } from '@/components/frame/place'
import { CopyLinkButton } from '@/components/ui/copy-link-button'
import { ForeignText } from '@/components/ui/foreign-text'
import { Select } from '@/components/ui/select'
import { visibleText } from '@/lib/format/visible-text'
import { routes } from '@/lib/routes'
import { useAsk, useAsks } from './data'

const NOBODY = ''

/** Whom a question was given to; nothing where it was given to nobody. */
export function Asked({ id }: { id: string }) {
  const place = usePlace()
  const { data } = useQuery(membersOptions(place.workspaceId))
  const asked = useAsks(place.project).find((ask) => ask.place === id)
  const member = data?.members.find((one) => one.id === asked?.userId)
  if (member === undefined) return null
  return (
    <span className="text-muted-foreground text-xs">
      Asked: <ForeignText text={member.name ?? member.email} />
    </span>
  )
}

/** For whoever does not know: gives exactly this question to a teammate, who finds it under "My items". */
export function AskSomebody({ id }: { id: string }) {
  const place = usePlace()
  const { data } = useQuery(membersOptions(place.workspaceId))
  const asked = useAsks(place.project).find((ask) => ask.place === id)
  const ask = useAsk({ projectId: place.project, place: id })
  const others = (data?.members ?? []).filter(
    ({ id: userId, role }) => role !== 'viewer' && (userId !== place.self?.userId || userId === asked?.userId),
  )
  return (
    <div className="flex flex-col gap-1">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-muted-foreground text-xs">
        <p>
          You do not know? {others.length === 0 ? 'Send' : 'Ask somebody on your team, or send'} exactly this question.
        </p>
        {!place.canRun || others.length === 0 ? null : (
          <Select
            label="Ask"
            className="w-44"
            value={(ask.isPending ? ask.variables : asked?.userId) ?? NOBODY}
            options={[
              { value: NOBODY, label: 'Ask nobody' },
              ...others.map(({ id: userId, name, email }) => ({ value: userId, label: visibleText(name ?? email) })),
            ]}
            onChange={(next) => ask.mutate(next === NOBODY ? null : next)}
          />
        )}
        <CopyLinkButton href={routes.proveAt(place, id)} />
      </div>
      {ask.isError ? (
        <p role="alert" className="text-fail text-xs">
          {messageOf(ask.error)}
        </p>
      ) : null}
    </div>
  )
}
