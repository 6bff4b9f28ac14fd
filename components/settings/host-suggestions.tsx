'use client'

import { useQuery } from '@tanstack/react-query'
import { suggestionsOptions } from '@/components/data/suggestion-data'
import { SuggestionList } from '@/components/suggestions/suggestion-list'
import { Card } from '@/components/ui/card'
import { SectionTitle } from '@/components/ui/section'
import { Ago } from '@/components/ui/time'
import type { HostDto } from '@/lib/contracts/target'

type HostSuggestionsProps = { projectId: string; onAdded: (host: HostDto) => void }

/** Names the last audit met that are not in the list above. */
export function HostSuggestions({ projectId, onAdded }: HostSuggestionsProps) {
  const { data } = useQuery(suggestionsOptions(projectId))
  if (data === undefined || data.at === null) return null
  if (data.hosts.length === 0 && data.dismissed.length === 0) return null
  return (
    <Card className="flex flex-col gap-3">
      <div>
        <SectionTitle>Also yours?</SectionTitle>
        <p className="text-muted-foreground">
          The audit <Ago at={data.at} /> met these names. Nothing connects to them before you add them.
        </p>
      </div>
      <SuggestionList projectId={projectId} suggestions={data} onAdded={onAdded} />
    </Card>
  )
}
