'use client'

import { type ReactNode, Suspense, useState } from 'react'

type HeldBoundaryProps = { streams: boolean; skeleton?: ReactNode; children: ReactNode }

/**
 * Shows the skeleton while its content streams, or waits with the page. It stays what it was when the page was
 * opened: a refresh that answered differently would build the page anew, and lose what was typed into it.
 */
export function HeldBoundary({ streams, skeleton, children }: HeldBoundaryProps) {
  const [isStreaming] = useState(streams)
  return isStreaming ? <Suspense fallback={skeleton}>{children}</Suspense> : children
}
