'use client'

import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useId, useState } from 'react'
import { messageOf } from '@/components/data/api-error'
import { useProjectState, useStartRun } from '@/components/data/hooks'
import { usePlace } from '@/components/frame/place'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Dialog, DialogContent, DialogHeading } from '@/components/ui/dialog'
import { ForeignText } from '@/components/ui/foreign-text'
import { FormMessage } from '@/components/ui/form-message'
import { Loading, Skeleton } from '@/components/ui/skeleton'
import type { OwnershipDto } from '@/lib/contracts/ownership'
import type { RunScope } from '@/lib/contracts/run'
import type { RateSurface } from '@/lib/engine/rate-template'
import { routes } from '@/lib/routes'
import { useMaybeOwnership } from './data'
import { probesOf } from './probe-words'
import { RateChoice } from './rate-choice'
import { surfaceOf } from './rate-plan'

type ActiveRunDialogProps = { scope: RunScope; open: boolean; onOpenChange: (open: boolean) => void }

/** One run with active checks: to whom, what is sent at most, and a tick that counts for this run only. */
export function ActiveRunDialog({ scope, open, onOpenChange }: ActiveRunDialogProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent className="max-w-lg">
        <DialogHeading
          title="Run with active checks"
          description="These send requests a visitor would not send, so they run only on names you have proven."
        />
        <Ask scope={scope} onClose={() => onOpenChange(false)} />
      </DialogContent>
    </Dialog>
  )
}

function Ask({ scope, onClose }: { scope: RunScope; onClose: () => void }) {
  const place = usePlace()
  const ownership = useMaybeOwnership(place.project)
  if (ownership.data !== undefined) {
    return ownership.data.mayProbe ? (
      <Allow scope={scope} ownership={ownership.data} onClose={onClose} />
    ) : (
      <ProveFirst onClose={onClose} />
    )
  }
  if (ownership.error === null) {
    return (
      <Loading label="Looking at what is proven">
        <Skeleton className="h-28 w-full" />
      </Loading>
    )
  }
  return (
    <div className="flex flex-col items-start gap-3">
      <FormMessage text={messageOf(ownership.error)} />
      <Button onClick={() => ownership.refetch()}>Try again</Button>
    </div>
  )
}

function ProveFirst({ onClose }: { onClose: () => void }) {
  const place = usePlace()
  return (
    <>
      <p>This needs proof that you own the domain. One DNS record is enough; it takes a few minutes.</p>
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onClose}>Not now</Button>
        <Button asChild variant="primary">
          <Link href={routes.ownership(place)}>Prove the domain</Link>
        </Button>
      </div>
    </>
  )
}

/** Whether a check may run: it sends no burst, or its surface was ticked. */
function isAmong(surface: RateSurface | undefined, rates: readonly RateSurface[]): boolean {
  return surface === undefined || rates.includes(surface)
}

type AllowProps = { scope: RunScope; ownership: OwnershipDto; onClose: () => void }

function Allow({ scope, ownership, onClose }: AllowProps) {
  const place = usePlace()
  const router = useRouter()
  const id = useId()
  const start = useStartRun()
  const [isAllowed, setAllowed] = useState(false)
  const { checks } = useProjectState(place.project)
  const wanted = probesOf(checks, scope.kind === 'checks' ? scope.checks : undefined)
  const offered = wanted.flatMap(({ id }) => surfaceOf(id) ?? [])
  const probes = wanted.filter(({ id }) => surfaceOf(id) === undefined)
  const [rates, setRates] = useState<RateSurface[]>([])
  // Of the checks that were asked for by name, those remain whose requests are allowed.
  const allowed: RunScope =
    scope.kind === 'checks'
      ? { kind: 'checks', checks: scope.checks.filter((one) => isAmong(surfaceOf(one), rates)) }
      : scope
  const isNothing = allowed.kind === 'checks' && allowed.checks.length === 0
  const proven = ownership.names.filter(({ proof }) => proof !== null && proof.state !== 'revoked')
  const hosts = [...new Set(proven.flatMap(({ covers }) => covers))]
  function handleStart() {
    start.mutate(
      { projectId: place.project, scope: allowed, active: true, rates },
      {
        onSuccess: (run) => {
          onClose()
          router.push(routes.run({ ...place, run: run.id }))
        },
      },
    )
  }
  return (
    <>
      <p>
        Only to{' '}
        {hosts.map((host, index) => (
          <span key={host}>
            {index === 0 ? '' : ', '}
            <ForeignText text={host} className="font-medium" />
          </span>
        ))}
        .
      </p>
      <ul className="flex flex-col gap-2">
        {probes.map((probe) => (
          <li key={probe.id} className="rounded-control border px-3 py-2">
            <p className="font-medium">{probe.title}</p>
            <p className="text-muted-foreground">{probe.sends}</p>
          </li>
        ))}
      </ul>
      {offered.length === 0 ? null : <RateChoice offered={offered} chosen={rates} onChange={setRates} />}
      <p className="text-muted-foreground">
        Ownership is looked at once more right before. Nothing is repeated by itself, and every request is in the
        evidence.
      </p>
      <label htmlFor={id} className="flex items-start gap-3">
        <Checkbox id={id} checked={isAllowed} onCheckedChange={(checked) => setAllowed(checked === true)} />
        <span>I allow these requests for this one run.</span>
      </label>
      {start.error === null ? null : <FormMessage text={messageOf(start.error)} />}
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <Button
          variant="primary"
          disabled={!isAllowed || isNothing}
          pending={start.isPending}
          pendingLabel="Starting"
          onClick={handleStart}
        >
          Run with active checks
        </Button>
      </div>
    </>
  )
}
