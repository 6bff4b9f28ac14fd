'use client'

import Link from 'next/link'
import { effortWords, IMPACT_WORDS, KIND_WORDS, sentenceOf, statusOf } from '@/components/findings/words'
import { usePlace } from '@/components/frame/place'
import { Badge } from '@/components/ui/badge'
import { CopyLinkButton } from '@/components/ui/copy-link-button'
import { ForeignText } from '@/components/ui/foreign-text'
import { StatusBadge } from '@/components/ui/status-badge'
import { Ago } from '@/components/ui/time'
import type { CheckHistoryEntryDto } from '@/lib/contracts/project'
import type { ItemId, RoadmapId } from '@/lib/roadmaps/ids'
import { items } from '@/lib/roadmaps/items'
import { roadmaps } from '@/lib/roadmaps/roadmap'
import type { CheckState } from '@/lib/roadmaps/state'
import { routes } from '@/lib/routes'
import { sinceWhen } from './history'

type CheckHeadProps = { check: CheckState; results: readonly CheckHistoryEntryDto[]; roadmap: RoadmapId }

function provedItem(checkId: string, roadmap: RoadmapId): { item: ItemId; stage: string; number: number } | undefined {
  const { stages } = roadmaps[roadmap]
  for (const role of ['required', 'supporting'] as const) {
    for (const [index, stage] of stages.entries()) {
      const item = stage.items.find((id) => items[id][role].includes(checkId))
      if (item !== undefined) return { item, stage: stage.id, number: index + 1 }
    }
  }
  return undefined
}

export function CheckHead({ check, results, roadmap }: CheckHeadProps) {
  const place = usePlace()
  const home = provedItem(check.id, roadmap)
  const since = sinceWhen(results)
  const effort = check.open[0]?.fix?.effort
  const kind = check.meta === undefined ? undefined : KIND_WORDS[check.meta.kind]
  return (
    <div className="flex flex-col gap-2">
      <p className="text-muted-foreground text-xs">
        {home === undefined ? (
          <Link href={routes.project(place)} className="link focus-ring rounded-sm underline">
            Overview
          </Link>
        ) : (
          <>
            <Link href={routes.stage({ ...place, stage: home.stage })} className="link focus-ring rounded-sm underline">
              Stage {home.number}
            </Link>{' '}
            / {items[home.item].text}
          </>
        )}
      </p>
      <h1 className="font-semibold text-title">
        <ForeignText text={sentenceOf(check)} />
      </h1>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <StatusBadge status={statusOf(check)} />
        <Badge>{IMPACT_WORDS[check.effectiveImpact]}</Badge>
        {kind === undefined ? null : <Badge>{kind}</Badge>}
        {effort === undefined ? null : <span className="text-muted-foreground">{effortWords(effort)}</span>}
        {since === undefined ? null : (
          <span className="text-muted-foreground">
            since <Ago at={since} />
          </span>
        )}
        <span className="flex items-center gap-2 text-muted-foreground text-xs sm:ml-auto">
          <code className="font-mono">{check.id}</code>
          <CopyLinkButton href={routes.check({ ...place, check: check.id })} />
        </span>
      </div>
    </div>
  )
}
