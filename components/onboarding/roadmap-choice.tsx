'use client'

import { cn } from '@/components/ui/cn'
import type { RoadmapId } from '@/lib/roadmaps/ids'
import { allRoadmaps } from '@/lib/roadmaps/roadmap'

type RoadmapChoiceProps = { value: RoadmapId; onChange: (roadmap: RoadmapId) => void }

/** Two cards with one line each; everything found belongs to checks, so the choice can change at any time. */
export function RoadmapChoice({ value, onChange }: RoadmapChoiceProps) {
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1.5 font-medium">Roadmap</legend>
      <div className="grid gap-2 sm:grid-cols-2">
        {allRoadmaps.map((roadmap) => (
          <label
            key={roadmap.id}
            className={cn(
              'flex cursor-pointer items-start gap-3 rounded-card border bg-card p-3 has-focus-visible:outline-2 has-focus-visible:outline-ring has-focus-visible:outline-offset-2',
              value === roadmap.id && 'border-primary',
            )}
          >
            <input
              type="radio"
              name="roadmap"
              value={roadmap.id}
              checked={value === roadmap.id}
              onChange={() => onChange(roadmap.id)}
              className="mt-1 size-4 shrink-0 accent-primary outline-none"
            />
            <span className="flex flex-col gap-0.5">
              <span className="font-medium">{roadmap.title}</span>
              <span className="text-muted-foreground text-xs">
                {roadmap.stages.length} stages. {roadmap.description}
              </span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
