'use client'

import { BadgeCheck, FileText, Handshake, LayoutDashboard, MailSearch, Settings, Share2, Waypoints } from 'lucide-react'
import dynamic from 'next/dynamic'
import { cn } from '@/components/ui/cn'
import type { RoadmapId } from '@/lib/roadmaps/ids'
import { roadmaps } from '@/lib/roadmaps/roadmap'
import { routes } from '@/lib/routes'
import { NavLink } from './nav-link'

/** Counts what is open; the list of questions behind it can wait until the page is there. */
const OpenCount = dynamic(() => import('@/components/prove/open-count').then(({ OpenCount: Loaded }) => Loaded), {
  ssr: false,
})

type ProjectNavProps = {
  place: { workspace: string; project: string }
  roadmap: RoadmapId
  /** Icons and numbers only where the room is small. */
  collapses: boolean
  onNavigate?: () => void
}

/** The pages of a project; stages are never locked. */
export function ProjectNav({ place, roadmap, collapses, onNavigate }: ProjectNavProps) {
  const words = cn('min-w-0', collapses && 'max-lg:sr-only')
  const tip = (text: string) => (collapses ? { tip: text } : {})
  const extra = onNavigate === undefined ? {} : { onNavigate }
  return (
    <nav aria-label="Project" className="flex flex-col gap-1">
      <NavLink href={routes.project(place)} exact {...tip('Overview')} {...extra}>
        <LayoutDashboard aria-hidden className="size-4 shrink-0" />
        <span className={words}>Overview</span>
      </NavLink>
      <NavLink href={routes.map(place)} {...tip('Production map')} {...extra}>
        <Waypoints aria-hidden className="size-4 shrink-0" />
        <span className={words}>Production map</span>
      </NavLink>
      <p className={cn('mt-3 px-2 text-muted-foreground text-xs', collapses && 'max-lg:sr-only')}>Stages</p>
      <ol className="flex flex-col gap-1">
        {roadmaps[roadmap].stages.map((stage, index) => (
          <li key={stage.id}>
            <NavLink href={routes.stage({ ...place, stage: stage.id })} {...tip(stage.title)} {...extra}>
              <span aria-hidden className="w-4 shrink-0 text-center text-xs tabular-nums">
                {index + 1}
              </span>
              <span className={words}>{stage.title}</span>
            </NavLink>
          </li>
        ))}
      </ol>
      <NavLink href={routes.prove(place)} className="mt-3" {...tip('Help us prove it')} {...extra}>
        <BadgeCheck aria-hidden className="size-4 shrink-0" />
        <span className={words}>Help us prove it</span>
        <OpenCount projectId={place.project} collapses={collapses} />
      </NavLink>
      <NavLink href={routes.handover(place)} {...tip('Handover')} {...extra}>
        <Handshake aria-hidden className="size-4 shrink-0" />
        <span className={words}>Handover</span>
      </NavLink>
      <NavLink href={routes.documents(place)} {...tip('Documents')} {...extra}>
        <FileText aria-hidden className="size-4 shrink-0" />
        <span className={words}>Documents</span>
      </NavLink>
      <NavLink href={routes.sender(place)} {...tip('Sender simulator')} {...extra}>
        <MailSearch aria-hidden className="size-4 shrink-0" />
        <span className={words}>Sender simulator</span>
      </NavLink>
      <NavLink href={routes.share(place)} {...tip('Share')} {...extra}>
        <Share2 aria-hidden className="size-4 shrink-0" />
        <span className={words}>Share</span>
      </NavLink>
      <NavLink href={routes.projectSettings(place)} {...tip('Project settings')} {...extra}>
        <Settings aria-hidden className="size-4 shrink-0" />
        <span className={words}>Project settings</span>
      </NavLink>
    </nav>
  )
}
