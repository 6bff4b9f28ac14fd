'use client'

import { QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { routes, safeNext } from '@/lib/routes'
import { makeQueryClient } from './query-client'

/** A session that ended elsewhere leads to the sign-in page, and from there back to this one. */
function askToSignIn() {
  window.location.assign(routes.signInFor(safeNext(window.location.pathname)))
}

export function DataProvider({ children }: { children: ReactNode }) {
  const [client] = useState(() => makeQueryClient({ onSignedOut: askToSignIn }))
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>
}
