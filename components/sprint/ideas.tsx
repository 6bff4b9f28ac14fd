'use client'

import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { call } from '@/components/data/call'
import { endpoints } from '@/components/data/endpoints'
import { suggestionsOptions } from '@/components/data/suggestion-data'
import { usePlace } from '@/components/frame/place'
import { problemOf, useDecide } from '@/components/triage/use-decision'
import { Button } from '@/components/ui/button'
import { Fold } from '@/components/ui/fold'
import { ForeignText } from '@/components/ui/foreign-text'
import type { ProjectStateDto } from '@/lib/contracts/project'
import { aheadOfYourself } from '@/lib/roadmaps/ahead'
import { type Idea, notNow } from '@/lib/roadmaps/sprint'

type IdeasProps = { data: ProjectStateDto; mayChange: boolean }

/** What can wait until after the launch, first what seems to have been begun. */
export function Ideas({ data, mayChange }: IdeasProps) {
  return (
    <>
      <Ahead data={data} mayChange={mayChange} />
      <Fold title="Skip for now" heading="h3">
        <p className="mb-2 text-muted-foreground">
          If it does not lower launch risk this week, it is not in this sprint.
        </p>
        <ul className="flex flex-col gap-1">
          {notNow(data.project.roadmap).map((idea) => (
            <IdeaRow
              key={idea.what}
              idea={idea}
              isParked={data.parked.some(({ title }) => title === idea.what)}
              mayChange={mayChange}
            />
          ))}
        </ul>
      </Fold>
    </>
  )
}

/** A calm note where names of hosts hint that something was built early; never a warning. */
function Ahead({ data, mayChange }: IdeasProps) {
  const suggested = useQuery(suggestionsOptions(usePlace().project)).data?.hosts ?? []
  const names = [...data.project.target.hosts, ...suggested].map(({ name }) => name)
  const hints = aheadOfYourself(data.project.roadmap, names)
  const open = hints.filter(({ what }) => data.parked.every(({ title }) => title !== what))
  if (open.length === 0) return null
  return (
    <section aria-label="You may be ahead of yourself" className="flex flex-col gap-2 rounded-card bg-muted p-3">
      <h3 className="font-semibold text-sm">You may be ahead of yourself</h3>
      <ul className="flex flex-col gap-2">
        {open.map((hint) => (
          <IdeaRow key={hint.what} idea={hint} isParked={false} mayChange={mayChange}>
            <span className="block text-muted-foreground text-xs">
              Seen: <ForeignText text={hint.seen.slice(0, 3).join(', ')} />
            </span>
          </IdeaRow>
        ))}
      </ul>
    </section>
  )
}

type IdeaRowProps = { idea: Idea; isParked: boolean; mayChange: boolean; children?: ReactNode }

/** Something that is tempting and can wait; one click writes it down for later. */
function IdeaRow({ idea: { what, why }, isParked, mayChange, children }: IdeaRowProps) {
  const park = useDecide((place) =>
    call(endpoints.park, { params: { projectId: place.project }, body: { title: what, reason: `${why}.` } }),
  )
  const problem = problemOf(park.error)
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
      <p className="min-w-0 flex-1 basis-64">
        <span className="font-medium">{what}.</span> <span className="text-muted-foreground">{why}.</span>
        {children}
      </p>
      {isParked ? (
        <span className="text-muted-foreground text-xs">On the list for after the launch</span>
      ) : mayChange ? (
        <Button
          size="compact"
          variant="ghost"
          aria-label={`Leave for after the launch: ${what}`}
          pending={park.isPending}
          onClick={() => park.mutate(undefined)}
        >
          Leave for later
        </Button>
      ) : null}
      {problem === undefined ? null : (
        <p role="alert" className="w-full text-fail text-xs">
          {problem}
        </p>
      )}
    </li>
  )
}
