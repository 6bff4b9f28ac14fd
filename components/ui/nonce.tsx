'use client'

import { setNonce } from 'get-nonce'
import { createContext, type ReactNode, useContext, useState } from 'react'

const NonceContext = createContext<string | undefined>(undefined)

/**
 * Hands the nonce of this document to the pieces that write style sheets at run time. The module-level
 * copy is for the scroll lock of dialogs and is set in the browser only: on a server it would be shared
 * between requests.
 */
export function NonceProvider({ nonce, children }: { nonce: string | undefined; children: ReactNode }) {
  useState(() => {
    if (typeof window !== 'undefined' && nonce !== undefined) setNonce(nonce)
  })
  return <NonceContext value={nonce}>{children}</NonceContext>
}

export function useNonce(): string | undefined {
  return useContext(NonceContext)
}
