'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useId } from 'react'
import { messageOf } from '@/components/data/api-error'
import { useProjectState } from '@/components/data/hooks'
import { evidenceOptions } from '@/components/data/options'
import { usePlace } from '@/components/frame/place'
import { Checkbox } from '@/components/ui/checkbox'
import { ForeignText } from '@/components/ui/foreign-text'
import type { RateSurface } from '@/lib/engine/rate-template'
import { proveId } from '@/lib/roadmaps/prove-place'
import { routes } from '@/lib/routes'
import { type PlannedRate, plannedRates, SURFACE_NAMES, surfaceOf } from './rate-plan'

const EVIDENCE = 'web.rate-plan'

type RateChoiceProps = {
  /** The surfaces this run could try. */
  offered: readonly RateSurface[]
  chosen: readonly RateSurface[]
  onChange: (chosen: RateSurface[]) => void
}

/** Which addresses get many requests, each with exactly what it gets. Nothing is ticked beforehand. */
export function RateChoice({ offered, chosen, onChange }: RateChoiceProps) {
  const place = usePlace()
  const { results } = useProjectState(place.project)
  const newest = results
    .filter(({ checkId, evidence }) => surfaceOf(checkId) !== undefined && evidence.includes(EVIDENCE))
    .toSorted((left, right) => right.judgedAt.localeCompare(left.judgedAt))[0]
  const evidence = useQuery({
    ...evidenceOptions({ runId: newest?.runId ?? '', key: EVIDENCE }),
    enabled: newest !== undefined,
  })
  const planned = plannedRates(evidence.data?.value).filter(({ surface }) => offered.includes(surface))
  const toggle = (surface: RateSurface, isOn: boolean) =>
    onChange(isOn ? [...chosen, surface] : chosen.filter((one) => one !== surface))
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1 font-medium">Many attempts in a row: tick what may be tried</legend>
      {newest === undefined ? <p>Run an audit first: it finds out what would be sent.</p> : null}
      {newest !== undefined && evidence.isPending ? <p className="text-muted-foreground">Reading the plan…</p> : null}
      {evidence.isError ? <p className="text-fail">{messageOf(evidence.error)}</p> : null}
      {evidence.data !== undefined && planned.length === 0 ? (
        <p>The project names no sign-in page, API or webhook that could be tried.</p>
      ) : null}
      {planned.map((row) => (
        <Surface
          key={row.surface}
          row={row}
          isChosen={chosen.includes(row.surface)}
          onChange={(isOn) => toggle(row.surface, isOn)}
        />
      ))}
      {planned.length === 0 ? null : (
        <p className="text-muted-foreground">
          Signs in as nobody: the account is made up, the same in all requests. At most five a second; the first refusal
          ends it.{' '}
          <Link
            href={`${routes.prove(place)}#${proveId({ question: 'rate-requests' })}`}
            className="link focus-ring rounded-sm underline"
          >
            Change what is sent
          </Link>
        </p>
      )}
    </fieldset>
  )
}

type SurfaceProps = { row: PlannedRate; isChosen: boolean; onChange: (isOn: boolean) => void }

function Surface({ row, isChosen, onChange }: SurfaceProps) {
  const id = useId()
  const { surface, why, requests, method, target, contentType, body } = row
  return (
    <div className="flex flex-col gap-1 rounded-control border px-3 py-2">
      <label htmlFor={id} className="flex items-start gap-3 font-medium">
        <Checkbox
          id={id}
          checked={isChosen}
          disabled={why !== undefined}
          onCheckedChange={(checked) => onChange(checked === true)}
        />
        <span>{SURFACE_NAMES[surface]}</span>
      </label>
      {why === undefined ? (
        <div className="min-w-0 pl-7 font-mono text-code">
          <p className="break-words">
            At most {requests} × {method} <ForeignText text={target} />
          </p>
          {contentType === '' ? null : <p className="break-words text-muted-foreground">{contentType}</p>}
          {body === '' ? null : (
            <p className="whitespace-pre-wrap break-words">
              <ForeignText text={body} />
            </p>
          )}
        </div>
      ) : (
        <p className="pl-7 text-muted-foreground">{why}</p>
      )}
    </div>
  )
}
