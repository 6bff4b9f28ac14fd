'use client'

import Link from 'next/link'
import { usePlace } from '@/components/frame/place'
import { Card } from '@/components/ui/card'
import { Fold } from '@/components/ui/fold'
import { ForeignText } from '@/components/ui/foreign-text'
import { Section, SectionHeader, SectionTitle } from '@/components/ui/section'
import { StatusBadge } from '@/components/ui/status-badge'
import { count } from '@/lib/format/count'
import type { RoadmapId } from '@/lib/roadmaps/ids'
import { items } from '@/lib/roadmaps/items'
import { placeOfItem } from '@/lib/roadmaps/prove-place'
import { roadmaps } from '@/lib/roadmaps/roadmap'
import type { CheckState, ProjectState, Unproven } from '@/lib/roadmaps/state'
import { reasonWords } from '@/lib/roadmaps/words'
import { routes } from '@/lib/routes'

type UnprovenListProps = { state: ProjectState; roadmap: RoadmapId }

function reasonOf(entry: Unproven, checks: Readonly<Record<string, CheckState>>): string {
  // What a person can do something about comes before what this version cannot do at all.
  const told = entry.checks.find(({ reason }) => reason !== 'not-built') ?? entry.checks[0]
  if (told === undefined) return 'Not checked yet.'
  const check = checks[told.id]
  const finding = check?.result?.findings.find(({ verdict }) => verdict === 'unknown')
  if (told.reason === 'findings' && finding !== undefined) return finding.text
  return check?.result?.detail ?? `${reasonWords(told.reason)}.`
}

/** What keeps the answer from GO although nothing about it is broken; what this version cannot check at all folds away. */
export function UnprovenList({ state, roadmap }: UnprovenListProps) {
  if (state.unproven.length === 0) return null
  const isUnbuilt = (entry: Unproven) =>
    entry.checks.every(({ reason }) => reason === 'not-built') && placeOfItem(entry.itemId, state) === undefined
  const open = state.unproven.filter((entry) => !isUnbuilt(entry))
  const unbuilt = state.unproven.filter(isUnbuilt)
  return (
    <Section id="unproven" tabIndex={-1} aria-labelledby="unproven-title" className="focus:outline-none">
      <SectionHeader>
        <SectionTitle id="unproven-title">Not proven yet</SectionTitle>
        <p className="text-muted-foreground text-xs">{count(state.unproven.length, 'requirement')} of the must-haves</p>
      </SectionHeader>
      <Rows entries={open} state={state} roadmap={roadmap} />
      {unbuilt.length === 0 ? null : (
        <Fold
          title={`${count(unbuilt.length, 'requirement')} this version cannot check yet`}
          heading="h3"
          startsOpen={open.length === 0 && state.blockers.length === 0}
        >
          <Rows entries={unbuilt} state={state} roadmap={roadmap} />
        </Fold>
      )}
    </Section>
  )
}

function Rows({ entries, state, roadmap }: UnprovenListProps & { entries: readonly Unproven[] }) {
  if (entries.length === 0) return null
  return (
    <Card className="p-0">
      <ul>
        {entries.map((entry) => (
          <Row key={entry.itemId} entry={entry} state={state} roadmap={roadmap} />
        ))}
      </ul>
    </Card>
  )
}

function Row({ entry, state, roadmap }: UnprovenListProps & { entry: Unproven }) {
  const place = usePlace()
  const stage = roadmaps[roadmap].stages.find(({ items: ids }) => ids.includes(entry.itemId))
  const text = items[entry.itemId].text
  const open = placeOfItem(entry.itemId, state)
  const ofStage = stage === undefined ? undefined : routes.stage({ ...place, stage: stage.id })
  const href = open === undefined ? ofStage : routes.proveAt(place, open.id)
  return (
    <li
      data-row
      className="relative flex items-start gap-3 border-t px-4 py-3 first:border-t-0 has-[a:hover]:bg-muted/60"
    >
      <StatusBadge status="unknown" />
      <div className="flex min-w-0 flex-1 flex-col gap-1">
        {href === undefined ? (
          <span>{text}</span>
        ) : (
          <Link href={href} className="focus-ring rounded-sm after:absolute after:inset-0">
            {text}
          </Link>
        )}
        <span className="text-muted-foreground text-xs">
          <ForeignText text={reasonOf(entry, state.checks)} />
          {open === undefined ? null : <span className="link underline"> {open.word} it here</span>}
        </span>
      </div>
    </li>
  )
}
