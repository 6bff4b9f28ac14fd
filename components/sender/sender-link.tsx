'use client'

import Link from 'next/link'
import { usePlace } from '@/components/frame/place'
import { routes } from '@/lib/routes'

const ABOUT_SENDERS = /^(spf-|dmarc-|sender-alignment$|email-live-proof$)/

/** Leads from a check about senders to the place where one can be tried. */
export function SenderLink({ checkId }: { checkId: string }) {
  const place = usePlace()
  if (!ABOUT_SENDERS.test(checkId)) return null
  return (
    <p>
      <Link href={routes.sender(place)} className="link focus-ring rounded-sm underline">
        Try a server and a sender in the simulator
      </Link>
      , with the cost of every include.
    </p>
  )
}
