'use client'

import dynamic from 'next/dynamic'
import { useSeen } from '@/components/ui/use-seen'

// Neither is needed to read the answer.
const SprintCard = dynamic(() => import('@/components/sprint/sprint-card'), { ssr: false })
const ParkedList = dynamic(() => import('@/components/parked/parked-list'), { ssr: false })

/** The 48 hours, once they come into view. */
export function SprintSection() {
  const { seen, ref } = useSeen()
  return (
    <div ref={ref} id="sprint" className="min-h-24">
      {seen ? <SprintCard /> : null}
    </div>
  )
}

/** What waits until after the launch, once it comes into view. */
export function Later() {
  const { seen, ref } = useSeen()
  return (
    <div ref={ref} id="later" className="min-h-12">
      {seen ? <ParkedList /> : null}
    </div>
  )
}
