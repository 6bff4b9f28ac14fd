'use client'

import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { messageOf } from '@/components/data/api-error'
import { usePlace } from '@/components/frame/place'
import { Dialog, DialogContent, DialogHeading, DialogTrigger } from '@/components/ui/dialog'
import { ForeignText } from '@/components/ui/foreign-text'
import { Loading, Skeleton } from '@/components/ui/skeleton'
import type { ShareLinkDto } from '@/lib/contracts/share'
import { formatExact } from '@/lib/format/time'
import { visibleText } from '@/lib/format/visible-text'
import { shareViewsOptions } from './options'

/** Who opened a link and when. */
export function ViewsDialog({ link, children }: { link: ShareLinkDto; children: ReactNode }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <Dialog open={isOpen} onOpenChange={setOpen}>
      <DialogTrigger asChild>{children}</DialogTrigger>
      <DialogContent>
        <DialogHeading
          title={`Views of ${visibleText(link.name)}`}
          description="The last 200 of the last 90 days. Countries are a guess from IP2Location LITE data (lite.ip2location.com); addresses are not kept."
        />
        {isOpen ? <Views linkId={link.id} /> : null}
      </DialogContent>
    </Dialog>
  )
}

const COUNTRIES = new Intl.DisplayNames('en', { type: 'region' })

function placeText(country: string | null): string {
  return country === null ? 'Place not known' : (COUNTRIES.of(country) ?? country)
}

function Views({ linkId }: { linkId: string }) {
  const { project } = usePlace()
  const { data, error, isPending } = useQuery(shareViewsOptions({ projectId: project, linkId }))
  if (isPending) {
    return (
      <Loading label="Loading views">
        <Skeleton className="h-24 w-full" />
      </Loading>
    )
  }
  if (error !== null) return <p role="alert">The views could not be loaded. {messageOf(error)}</p>
  if (data.items.length === 0) return <p>Nobody has opened it yet.</p>
  return (
    <ul className="flex flex-col">
      {data.items.map(({ at, email, country }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two views may share their moment, and the list is never reordered
        <li key={index} className="flex flex-wrap justify-between gap-x-4 border-t py-2 first:border-t-0">
          <span className="tabular-nums">{formatExact(Date.parse(at))}</span>
          {email === null ? null : <ForeignText text={email} />}
          <span className="text-muted-foreground">{placeText(country)}</span>
        </li>
      ))}
    </ul>
  )
}
