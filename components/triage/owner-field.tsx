'use client'

import dynamic from 'next/dynamic'
import { useState } from 'react'
import { call } from '@/components/data/call'
import { endpoints } from '@/components/data/endpoints'
import { usePlace } from '@/components/frame/place'
import { ForeignText } from '@/components/ui/foreign-text'
import { Select } from '@/components/ui/select'
import { can } from '@/lib/contracts/permissions'
import { visibleText } from '@/lib/format/visible-text'
import { problemOf, useDecide, useDecisionOf, useMembers, useWorkers } from './use-decision'

const NOBODY = ''

/** Loaded when somebody asks for it by a key. */
const AssignDialog = dynamic(() => import('./assign-dialog'), { ssr: false })

type OwnerFieldProps = { fingerprint: string; label: string; className?: string }

/** Who repairs a finding: a list for those who may give work, a name for everybody else. */
export function OwnerField({ fingerprint, label, className }: OwnerFieldProps) {
  const { self } = usePlace()
  const decision = useDecisionOf(fingerprint)
  const workers = useWorkers()
  const members = useMembers()
  const assign = useDecide((place, ownerId: string | null) =>
    call(endpoints.updateTriage, { params: { projectId: place.project, fingerprint }, body: { ownerId } }),
  )
  const [isChoosing, setChoosing] = useState<boolean>()
  const ownerId = assign.isPending ? assign.variables : (decision?.ownerId ?? null)
  if (self === undefined || !can(self.role, 'triage.update')) {
    const owner = members.find(({ id }) => id === ownerId)
    return owner === undefined ? (
      <span className="text-muted-foreground">No owner</span>
    ) : (
      <ForeignText text={owner.name ?? owner.email} />
    )
  }
  const problem = problemOf(assign.error, 'ownerId') ?? problemOf(assign.error)
  return (
    <span className="flex flex-col gap-1">
      <Select
        label={label}
        {...(className === undefined ? {} : { className })}
        value={ownerId ?? NOBODY}
        options={[
          { value: NOBODY, label: 'Assign' },
          ...workers.map(({ id, name, email }) => ({ value: id, label: visibleText(name ?? email) })),
        ]}
        onChange={(next) => assign.mutate(next === NOBODY ? null : next)}
      />
      {/* Pressed by the key "a" and from the palette; the list above is there for everybody else. */}
      <button type="button" data-assign aria-hidden tabIndex={-1} className="sr-only" onClick={() => setChoosing(true)}>
        {label}
      </button>
      {isChoosing === undefined ? null : (
        <AssignDialog
          ownerId={ownerId}
          label={label}
          open={isChoosing}
          onOpenChange={setChoosing}
          onAssign={(next) => assign.mutate(next)}
        />
      )}
      {problem === undefined ? null : (
        <span role="alert" className="text-fail text-xs">
          {problem}
        </span>
      )}
    </span>
  )
}
