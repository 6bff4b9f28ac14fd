'use client'

import dynamic from 'next/dynamic'
import { Section, SectionTitle } from '@/components/ui/section'
import { Skeleton } from '@/components/ui/skeleton'
import { useSeen } from '@/components/ui/use-seen'

const MapPreview = dynamic(() => import('./map-preview'), {
  ssr: false,
  loading: () => <Skeleton className="h-28 w-full" />,
})

/** The map on the overview, loaded when somebody scrolls to it. */
export function MapSection({ projectId }: { projectId: string }) {
  const { seen, ref } = useSeen()
  return (
    <Section aria-labelledby="map-title">
      <SectionTitle id="map-title">How users reach you</SectionTitle>
      <div ref={ref} className="min-h-28">
        {seen ? <MapPreview projectId={projectId} /> : null}
      </div>
    </Section>
  )
}
