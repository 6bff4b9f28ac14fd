'use client'

import Link from 'next/link'
import { usePlace } from '@/components/frame/place'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Section, SectionTitle } from '@/components/ui/section'
import { routes } from '@/lib/routes'

/** The way to the page where a domain is proven. */
export function OwnershipLink() {
  const place = usePlace()
  return (
    <Section>
      <SectionTitle>Ownership</SectionTitle>
      <Card className="flex flex-wrap items-center justify-between gap-3">
        <p className="min-w-0 flex-1 basis-64">
          Show that the domain is yours, by a DNS record or a file, to let checks send a few requests a visitor would
          not send.
        </p>
        <Button asChild>
          <Link href={routes.ownership(place)}>Open ownership</Link>
        </Button>
      </Card>
    </Section>
  )
}
