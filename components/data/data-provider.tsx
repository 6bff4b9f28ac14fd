'use client'

import { QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, useEffect, useState } from 'react'
import { routes, safeNext } from '@/lib/routes'
import { makeQueryClient } from './query-client'

/** The page on which something was typed last, which leaving it would lose. */
let typedOn: string | undefined

function noteTyping(event: Event): void {
  const isText = event.target instanceof HTMLTextAreaElement || event.target instanceof HTMLInputElement
  if (isText) typedOn = window.location.pathname
}

/**
 * A session that ended elsewhere leads to the sign-in page, and from there back to this one. Where somebody typed,
 * the page stays: saving says what to do.
 */
function askToSignIn() {
  if (typedOn !== window.location.pathname) window.location.assign(routes.signInFor(safeNext(window.location.pathname)))
}

export function DataProvider({ children }: { children: ReactNode }) {
  const [client] = useState(() => makeQueryClient({ onSignedOut: askToSignIn }))
  useEffect(() => {
    document.addEventListener('input', noteTyping)
    return () => document.removeEventListener('input', noteTyping)
  }, [])
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>
}
