'use client'

import { useQuery } from '@tanstack/react-query'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { suggestionsOptions } from '@/components/data/suggestion-data'
import { usePlace } from '@/components/frame/place'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { ForeignText } from '@/components/ui/foreign-text'
import { Skeleton } from '@/components/ui/skeleton'
import { count } from '@/lib/format/count'

// Only who opens the strip needs the list.
const SuggestionList = dynamic(() => import('./suggestion-list').then(({ SuggestionList: Loaded }) => Loaded), {
  ssr: false,
  loading: () => <Skeleton className="h-24 w-full" />,
})

const NAMED = 3

/** Says on the overview that more hosts were met than the project lists. */
export function HostStrip() {
  const { project, canRun } = usePlace()
  const { data } = useQuery(suggestionsOptions(project))
  const [isOpen, setOpen] = useState(false)
  if (data === undefined || !canRun || (data.hosts.length === 0 && !isOpen)) return null
  const names = data.hosts.slice(0, NAMED).map(({ name }) => name)
  const rest = data.hosts.length - names.length
  return (
    <Card className="flex flex-col gap-4 py-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <p className="min-w-0 flex-1 basis-64">
          <span className="font-medium">We found {count(data.hosts.length, 'more host')}.</span>{' '}
          <span className="text-muted-foreground">
            <ForeignText text={names.join(', ')} />
            {rest > 0 ? ` and ${rest} more` : ''}
            {names.length > 0 ? '. Nothing is checked before you confirm it.' : ''}
          </span>
        </p>
        <Button aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? 'Hide hosts' : 'Review hosts'}
        </Button>
      </div>
      {isOpen ? <SuggestionList projectId={project} suggestions={data} /> : null}
    </Card>
  )
}
