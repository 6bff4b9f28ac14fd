'use client'

import { useQuery } from '@tanstack/react-query'
import { ArrowRight } from 'lucide-react'
import Link from 'next/link'
import { messageOf } from '@/components/data/api-error'
import { mapOptions } from '@/components/data/map-data'
import { usePlace } from '@/components/frame/place'
import { Card } from '@/components/ui/card'
import { ForeignText } from '@/components/ui/foreign-text'
import { Skeleton } from '@/components/ui/skeleton'
import { StatusBadge } from '@/components/ui/status-badge'
import type { ProductionMapDto } from '@/lib/contracts/map'
import { routes } from '@/lib/routes'
import { chainOf } from './words'

/** The way to the product in one line, and whether somebody stands behind the map. */
export default function MapPreview({ projectId }: { projectId: string }) {
  const place = usePlace()
  const { data, error } = useQuery(mapOptions(projectId))
  if (data === undefined) {
    return error === null ? (
      <Skeleton className="h-28 w-full" />
    ) : (
      <Card>
        <p role="alert">The map could not be loaded. {messageOf(error)}</p>
      </Card>
    )
  }
  return (
    <Card className="flex flex-col gap-2">
      <Chain map={data} />
      <p className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Link href={routes.map(place)} className="link focus-ring rounded-sm underline">
          {data.confirmation === null ? 'Open map and confirm it' : 'Open map'}
        </Link>
        <Standing confirmation={data.confirmation} />
      </p>
    </Card>
  )
}

function Chain({ map }: { map: ProductionMapDto }) {
  const { web, mail } = chainOf(map)
  if (web.length === 0) return <p className="text-muted-foreground">The first audit draws this map.</p>
  return (
    <>
      <ol aria-label="How visitors reach you" className="flex flex-wrap items-center gap-x-2 gap-y-1">
        {web.map((step, index) => (
          <li key={step} className="flex min-w-0 items-center gap-2">
            {index === 0 ? null : <ArrowRight aria-hidden className="size-4 shrink-0 text-muted-foreground" />}
            <ForeignText text={step} className="font-medium" />
          </li>
        ))}
      </ol>
      {mail === undefined ? null : (
        <p className="text-muted-foreground">
          Mail leaves through <ForeignText text={mail} />
        </p>
      )}
    </>
  )
}

function Standing({ confirmation }: Pick<ProductionMapDto, 'confirmation'>) {
  if (confirmation === null) return null
  const isFresh = confirmation.changes.length === 0
  return <StatusBadge status={isFresh ? 'pass' : 'warn'} word={isFresh ? 'Confirmed' : 'Changed since confirmed'} />
}
