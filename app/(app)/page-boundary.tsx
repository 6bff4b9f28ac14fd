import { headers } from 'next/headers'
import type { ReactNode } from 'react'
import { HeldBoundary } from '@/components/frame/held-boundary'

type PageBoundaryProps = { skeleton: ReactNode; children: ReactNode }

/**
 * Skeletons for navigation inside the product only. A page that is opened by its address waits for its data,
 * because a response that has begun to stream can no longer say 404 or redirect; a `loading.tsx` streams always.
 */
export async function PageBoundary({ skeleton, children }: PageBoundaryProps) {
  const isNavigation = (await headers()).get('sec-fetch-dest') === 'empty'
  return (
    <HeldBoundary streams={isNavigation} {...(isNavigation ? { skeleton } : {})}>
      {children}
    </HeldBoundary>
  )
}
