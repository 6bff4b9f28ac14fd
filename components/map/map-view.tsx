'use client'

import { useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { mapOptions } from '@/components/data/map-data'
import { usePlace } from '@/components/frame/place'
import { RunButton } from '@/components/run/run-button'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader, Section, SectionHeader, SectionTitle } from '@/components/ui/section'
import { Ago } from '@/components/ui/time'
import type { MapNodeId } from '@/lib/contracts/map'
import { ConfirmCard } from './confirm-card'
import { EvidenceSheet } from './evidence-sheet'
import { MapDiagram } from './map-diagram'
import { MapWords } from './map-words'

/** Where production lives and how users and mail reach it: first in words, then as a picture. */
export function MapView() {
  const place = usePlace()
  const { data: map } = useSuspenseQuery(mapOptions(place.project))
  const [open, setOpen] = useState<{ id: MapNodeId; why: 'evidence' | 'correct' }>()
  const changes = new Map(map.confirmation?.changes.map(({ node, text }) => [node, text]))
  if (map.asOf === null) {
    return (
      <div className="flex flex-col gap-6">
        <PageHeader title="How users reach you" />
        <EmptyState line="No map yet. The first audit draws it from your records, headers and certificates.">
          <RunButton />
        </EmptyState>
      </div>
    )
  }
  return (
    <div className="flex flex-col gap-6">
      <PageHeader title="How users reach you">
        <p className="text-muted-foreground text-xs">
          From what we saw <Ago at={map.asOf} />
        </p>
      </PageHeader>
      <ConfirmCard projectId={place.project} map={map} canEdit={place.canRun} />
      <Section aria-labelledby="words-title">
        <SectionHeader>
          <SectionTitle id="words-title">In words</SectionTitle>
          <p className="text-muted-foreground text-xs">A 60-second read</p>
        </SectionHeader>
        <MapWords
          nodes={map.nodes}
          changes={changes}
          canEdit={place.canRun}
          onOpen={(id, why) => setOpen({ id, why })}
        />
      </Section>
      <Section aria-labelledby="picture-title">
        <SectionHeader>
          <SectionTitle id="picture-title">As a picture</SectionTitle>
          <p className="text-muted-foreground text-xs">Dashed boxes are not sure. Open one for its evidence.</p>
        </SectionHeader>
        <MapDiagram map={map} changed={new Set(changes.keys())} onOpen={(id) => setOpen({ id, why: 'evidence' })} />
      </Section>
      <EvidenceSheet
        projectId={place.project}
        node={map.nodes.find(({ id }) => id === open?.id)}
        startsWithCorrection={open?.why === 'correct'}
        canEdit={place.canRun}
        onClose={() => setOpen(undefined)}
      />
    </div>
  )
}
