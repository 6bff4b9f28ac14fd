'use client'

import { useSyncExternalStore } from 'react'
import { CopyButton } from './copy-button'

const never = () => () => {}

/** Copies the full address of a page of ours. The host is known to the browser only. */
export function CopyLinkButton({ href }: { href: string }) {
  const origin = useSyncExternalStore(
    never,
    () => window.location.origin,
    () => '',
  )
  return <CopyButton text={`${origin}${href}`} label="Copy link" isFix={false} />
}
