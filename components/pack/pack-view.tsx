'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { ApiError, messageOf } from '@/components/data/api-error'
import { usePlace } from '@/components/frame/place'
import { Button } from '@/components/ui/button'
import { PageHeader, Section, SectionTitle } from '@/components/ui/section'
import type { PackDto } from '@/lib/contracts/pack'
import { can } from '@/lib/contracts/permissions'
import { formatMinutes } from '@/lib/format/time'
import { routes } from '@/lib/routes'
import { packsOptions, useMakePack } from './data'
import { PackRow } from './pack-row'

function problemOf(error: unknown): string {
  if (error instanceof ApiError && error.code === 'limit') {
    const minutes = Math.max(1, Math.ceil((error.retryAfterSeconds ?? 60) / 60))
    return `Ten packs were made within an hour. The next one can be made in ${formatMinutes(minutes)}.`
  }
  return messageOf(error)
}

/** What a reader of the screen hears while files are made and when they are there. */
function spoken(newest: PackDto | undefined): string {
  if (newest === undefined) return ''
  if (newest.state === 'making') return `Version ${newest.version} is being made.`
  return newest.state === 'ready' ? `Version ${newest.version} is ready to download.` : ''
}

/** The versions of the handover pack, and the making of the next one. */
export function PackView() {
  const place = usePlace()
  const { data, error } = useQuery(packsOptions(place.project))
  const make = useMakePack(place.project)
  const [newest] = data?.items ?? []
  const isMaking = make.isPending || newest?.state === 'making'
  const mayMake = place.self !== undefined && can(place.self.role, 'pack.make')
  return (
    <div className="flex max-w-document flex-col gap-6">
      <div className="flex flex-col gap-2">
        <PageHeader title="Handover pack">
          {mayMake ? (
            <Button variant="primary" onClick={() => make.mutate()} pending={isMaking} pendingLabel="Making pack">
              Make pack
            </Button>
          ) : null}
        </PageHeader>
        <p>
          One PDF and one ZIP with everything whoever takes over needs: the answer, domains, mail records, variable
          names, deploy and rollback, open risks, approvals and what to check first. It never holds the value of a
          secret.
        </p>
        <p className="text-muted-foreground">
          Each version is frozen when it is made. First fill the gaps on the{' '}
          <Link href={routes.handover(place)} className="link focus-ring rounded-sm underline">
            handover checklist
          </Link>{' '}
          and in the{' '}
          <Link
            href={routes.document({ ...place, deliverable: 'handover-pack' })}
            className="link focus-ring rounded-sm underline"
          >
            handover document
          </Link>
          .
        </p>
        {make.error === null ? null : (
          <p role="alert" className="text-fail">
            {problemOf(make.error)}
          </p>
        )}
        <p role="status" className="sr-only">
          {spoken(newest)}
        </p>
      </div>
      <Section aria-labelledby="packs-title">
        <SectionTitle id="packs-title">Versions</SectionTitle>
        {error === null ? null : (
          <p role="alert" className="text-fail">
            We could not load the packs. {messageOf(error)}
          </p>
        )}
        {data === undefined ? null : data.items.length === 0 ? (
          <p>{mayMake ? 'No pack yet. Make the first one.' : 'No pack yet. A member can make the first one.'}</p>
        ) : (
          <div className="rounded-card border bg-card">
            <ul>
              {data.items.map((pack) => (
                <PackRow key={pack.id} pack={pack} />
              ))}
            </ul>
          </div>
        )}
        <p className="text-muted-foreground text-xs">The newest 50 versions are kept.</p>
      </Section>
    </div>
  )
}
