'use client'

import { call } from '@/components/data/call'
import { endpoints } from '@/components/data/endpoints'
import { usePlace } from '@/components/frame/place'
import { Input } from '@/components/ui/input'
import { can } from '@/lib/contracts/permissions'
import { problemOf, useDecide, useDecisionOf } from './use-decision'

/** Until when a finding is to be repaired, as a day. */
export function DueField({ fingerprint, label }: { fingerprint: string; label: string }) {
  const { self } = usePlace()
  const decision = useDecisionOf(fingerprint)
  const set = useDecide((place, dueOn: string | null) =>
    call(endpoints.updateTriage, { params: { projectId: place.project, fingerprint }, body: { dueOn } }),
  )
  const day = decision?.dueAt?.slice(0, 10) ?? ''
  if (self === undefined || !can(self.role, 'triage.update')) return <span>{day === '' ? 'No date' : day}</span>
  const problem = problemOf(set.error, 'dueOn') ?? problemOf(set.error)
  return (
    <span className="flex flex-col gap-1">
      <Input
        key={day}
        type="date"
        aria-label={label}
        className="w-40"
        defaultValue={day}
        onChange={(event) => {
          const { value, validity } = event.target
          if (validity.valid && (value === '' || value >= '2000-01-01')) set.mutate(value === '' ? null : value)
        }}
      />
      {problem === undefined ? null : (
        <span role="alert" className="text-fail text-xs">
          {problem}
        </span>
      )}
    </span>
  )
}
