'use client'

import { setNonce } from 'get-nonce'
import { type ReactNode, useState } from 'react'

/**
 * Gives the scroll lock of dialogs the nonce of this document before the first one opens. In the browser
 * only: on a server the nonce would be shared between requests.
 */
export function NonceProvider({ nonce, children }: { nonce: string | undefined; children: ReactNode }) {
  useState(() => {
    if (typeof window !== 'undefined' && nonce !== undefined) setNonce(nonce)
  })
  return children
}
