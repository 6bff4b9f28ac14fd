'use client'

import { useQueryClient } from '@tanstack/react-query'
import dynamic from 'next/dynamic'
import Link from 'next/link'
import { keys } from '@/components/data/keys'
import { usePlace } from '@/components/frame/place'
import { problemOf, useWorkers } from '@/components/triage/use-decision'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import type { HandoverRowDto } from '@/lib/contracts/handover'
import { visibleText } from '@/lib/format/visible-text'
import { confirmations } from '@/lib/roadmaps/confirmations'
import type { ItemId } from '@/lib/roadmaps/ids'
import { items } from '@/lib/roadmaps/items'
import { routes } from '@/lib/routes'
import { useDesk } from './checklist-context'
import { NoteField } from './note-field'
import { OwnRow } from './own-row'
import { ProofForm } from './proof-form'
import { TransferForm } from './transfer-form'
import { useChangeRow } from './use-change-row'
import { boxOf } from './words'

/** Loaded when somebody wants to confirm something. */
const StatementForm = dynamic(() =>
  import('@/components/prove/statement-form').then(({ StatementForm: Loaded }) => Loaded),
)

const NOBODY = ''

/** Everything about a row that is not its box: proof, owner, due day, note. */
export function RowDetails({ row, own }: { row: HandoverRowDto; own: readonly string[] }) {
  const { mayChange } = useDesk()
  const place = usePlace()
  return (
    <div className="flex max-w-document flex-col gap-4">
      {mayChange ? <Confirm row={row} /> : null}
      {mayChange && row.kind === 'own' ? <OwnRow row={row} own={own} /> : null}
      {mayChange && row.transfer !== null ? <TransferForm row={row} transfer={row.transfer} /> : null}
      {mayChange ? <OwnerAndDay row={row} /> : null}
      <NoteField row={row} />
      {mayChange && (row.kind === 'own' || row.kind === 'transfer') ? <ProofForm row={row} /> : null}
      {row.stageId === null ? null : (
        <p className="text-xs">
          <Link href={routes.stage({ ...place, stage: row.stageId })} className="link focus-ring rounded-sm underline">
            See it on its stage
          </Link>
        </p>
      )}
      {mayChange ? null : <p className="text-muted-foreground">Members, admins and owners can tick and write here.</p>}
    </div>
  )
}

function isItem(key: string): key is ItemId {
  return Object.hasOwn(items, key)
}

/** The statement a person signs, where only that ticks the row. */
function Confirm({ row }: { row: HandoverRowDto }) {
  const { project } = usePlace()
  const client = useQueryClient()
  const { news } = useDesk()
  const { opensProof } = boxOf(row, { mayTick: true, isNamed: true })
  const statement = isItem(row.key) ? confirmations[row.key] : undefined
  if (row.kind !== 'confirm' || !opensProof || !isItem(row.key) || statement === undefined) return null
  return (
    <StatementForm
      itemId={row.key}
      statement={statement}
      onSaved={() => {
        news.own(row.key)
        void client.invalidateQueries({ queryKey: keys.handover(project) })
      }}
    />
  )
}

function OwnerAndDay({ row }: { row: HandoverRowDto }) {
  const workers = useWorkers()
  const change = useChangeRow(row.key)
  const day = row.dueOn ?? ''
  const known = row.owner
  const others = workers.filter(({ id }) => id !== known?.id)
  const ownerId = change.isPending && change.variables.ownerId !== undefined ? change.variables.ownerId : known?.id
  return (
    <div className="flex flex-wrap gap-4">
      <Field label="Owner" className="w-full sm:w-56" error={problemOf(change.error, 'ownerId')}>
        {(control) => (
          <Select
            control={control}
            value={ownerId ?? NOBODY}
            options={[
              { value: NOBODY, label: 'Nobody' },
              ...(known === null ? [] : [{ value: known.id, label: visibleText(known.name) }]),
              ...others.map(({ id, name, email }) => ({ value: id, label: visibleText(name ?? email) })),
            ]}
            onChange={(next) => change.mutate({ ownerId: next === NOBODY ? null : next })}
          />
        )}
      </Field>
      <Field label="Due" className="w-full sm:w-44" error={problemOf(change.error, 'dueOn') ?? problemOf(change.error)}>
        {(control) => (
          <Input
            {...control}
            key={day}
            type="date"
            defaultValue={day}
            onChange={({ target: { value, validity } }) => {
              if (validity.valid && (value === '' || value >= '2000-01-01'))
                change.mutate({ dueOn: value === '' ? null : value })
            }}
          />
        )}
      </Field>
    </div>
  )
}
