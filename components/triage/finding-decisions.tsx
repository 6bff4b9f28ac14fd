'use client'

import { call } from '@/components/data/call'
import { endpoints } from '@/components/data/endpoints'
import { useProjectState } from '@/components/data/hooks'
import { usePlace } from '@/components/frame/place'
import { Button } from '@/components/ui/button'
import { useNow } from '@/components/ui/clock'
import { Fold } from '@/components/ui/fold'
import { ForeignText } from '@/components/ui/foreign-text'
import type { TriageDto } from '@/lib/contracts/decisions'
import { can } from '@/lib/contracts/permissions'
import type { Finding } from '@/lib/engine/finding'
import { formatDay } from '@/lib/format/time'
import { visibleText } from '@/lib/format/visible-text'
import { Discussion } from './discussion'
import { DisputeDialog, DisputeNote } from './dispute'
import { DueField } from './due-field'
import { OwnerField } from './owner-field'
import { ParkButton } from './park-button'
import { problemOf, useDecide, useDecisionOf, useMembers } from './use-decision'
import { WaiveDialog } from './waive-dialog'

const OR = new Intl.ListFormat('en', { type: 'disjunction' })

type FindingDecisionsProps = { finding: Finding; isBlocker: boolean }

/** What people decide about an open finding: who, until when, whether it is accepted, doubted, and what they say. */
export default function FindingDecisions({ finding, isBlocker }: FindingDecisionsProps) {
  const { self, project } = usePlace()
  const decision = useDecisionOf(finding.fingerprint)
  const isParked = useProjectState(project).parked.some(({ fingerprint }) => fingerprint === finding.fingerprint)
  const now = useNow()
  if (self === undefined) return null
  const waiver = decision?.waiver ?? null
  const isWaived = waiver !== null && Date.parse(waiver.until) > now
  return (
    <div className="flex flex-col gap-3 border-t pt-4">
      <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
        <span className="flex items-center gap-2">
          <span className="text-muted-foreground">Owner</span>
          <OwnerField fingerprint={finding.fingerprint} label="Owner" className="w-44" />
        </span>
        <span className="flex items-center gap-2">
          <span className="text-muted-foreground">Due</span>
          <DueField fingerprint={finding.fingerprint} label="Due day" />
        </span>
      </div>
      {waiver !== null && isWaived ? <Accepted fingerprint={finding.fingerprint} waiver={waiver} now={now} /> : null}
      {decision?.dispute == null ? null : <DisputeNote fingerprint={finding.fingerprint} dispute={decision.dispute} />}
      <div className="flex flex-wrap gap-2">
        {!isWaived && can(self.role, 'waiver.write') ? (
          <WaiveDialog finding={finding} isBlocker={isBlocker} today={now} />
        ) : null}
        {isBlocker || !can(self.role, 'triage.update') ? null : isParked ? (
          <p className="self-center text-muted-foreground">Left for after the launch.</p>
        ) : (
          <ParkButton fingerprint={finding.fingerprint} />
        )}
        {decision?.dispute?.state === 'open' || !can(self.role, 'triage.update') ? null : (
          <DisputeDialog fingerprint={finding.fingerprint} />
        )}
      </div>
      {!isWaived && !can(self.role, 'waiver.write') ? <WhoMayAccept /> : null}
      <Fold title="Discussion" heading="h4" startsOpen={false}>
        <Discussion fingerprint={finding.fingerprint} />
      </Fold>
    </div>
  )
}

/** Names whom to ask, so that the way goes on. */
function WhoMayAccept() {
  const managers = useMembers().filter(({ role }) => can(role, 'waiver.write'))
  const names = managers.slice(0, 3).map(({ name, email }) => visibleText(name ?? email))
  return (
    <p className="text-muted-foreground text-xs">
      Only admins and owners can accept a risk.{names.length === 0 ? '' : ` Ask ${OR.format(names)}.`}
    </p>
  )
}

type AcceptedProps = { fingerprint: string; waiver: NonNullable<TriageDto['waiver']>; now: number }

function Accepted({ fingerprint, waiver, now }: AcceptedProps) {
  const { self } = usePlace()
  const end = useDecide((place) => call(endpoints.unwaive, { params: { projectId: place.project, fingerprint } }))
  const problem = problemOf(end.error)
  return (
    <div className="flex flex-col gap-2 rounded-card border bg-muted/40 p-3">
      <p>
        <ForeignText text={waiver.by} /> accepted this risk until {formatDay({ at: Date.parse(waiver.until), now })}:{' '}
        <ForeignText text={waiver.reason} />
      </p>
      {self !== undefined && can(self.role, 'waiver.write') ? (
        <Button className="self-start" pending={end.isPending} onClick={() => end.mutate(undefined)}>
          Take back
        </Button>
      ) : null}
      {problem === undefined ? null : (
        <p role="alert" className="text-fail">
          {problem}
        </p>
      )}
    </div>
  )
}
