'use client'

import Link from 'next/link'
import { usePlace } from '@/components/frame/place'
import { useNow } from '@/components/ui/clock'
import { cn } from '@/components/ui/cn'
import { ForeignText } from '@/components/ui/foreign-text'
import { Ago } from '@/components/ui/time'
import type { HandoverRowDto } from '@/lib/contracts/handover'
import { formatDay } from '@/lib/format/time'
import { routes } from '@/lib/routes'
import { useDesk } from './checklist-context'
import { ProofShown } from './proof-shown'
import { boxOf, isRefuted } from './words'

/** Checks named in a row; the others are counted. */
const SHOWN = 3

/** Who ticked a row and when, or what it waits for. */
export function TickLine({ row, id }: { row: HandoverRowDto; id: string }) {
  const { mayChange, approvers, ticks } = useDesk()
  const wanted = ticks.wanted(row.key)
  const problem = ticks.problem(row.key)
  const { because } = boxOf(row, { mayTick: mayChange, isNamed: approvers.every(({ name }) => name !== null) })
  return (
    <div className="flex flex-col gap-0.5 text-xs">
      <p id={id} className="text-muted-foreground">
        {wanted === undefined ? (
          <Told row={row} because={because} />
        ) : wanted.isKept ? (
          <span className="text-warn">
            {wanted.done ? 'Ticked' : 'Opened again'} by you <Ago at={wanted.at} />. Kept on this device, sent when you
            are back online.
          </span>
        ) : (
          'Saving…'
        )}
      </p>
      {problem === undefined ? null : (
        <p role="alert" className="text-fail">
          {problem}
        </p>
      )}
    </div>
  )
}

function Told({ row, because }: { row: HandoverRowDto; because: string | undefined }) {
  const now = useNow()
  const { tick } = row
  if (tick === null) return <Waits row={row} because={because} />
  if (tick.how === 'evidence') {
    return (
      <>
        Measured <Ago at={tick.at} />
      </>
    )
  }
  const until = tick.expiresAt === null ? '' : `, counts until ${formatDay({ at: Date.parse(tick.expiresAt), now })}`
  return (
    <>
      <ForeignText text={tick.by ?? ''} className="font-medium text-foreground" />{' '}
      {tick.how === 'confirmation' ? 'confirmed this ' : ''}
      <Ago at={tick.at} />
      {until}
    </>
  )
}

function Waits({ row, because }: { row: HandoverRowDto; because: string | undefined }) {
  const place = usePlace()
  const { waitsFor, confirmation, kind } = row
  const more = waitsFor.length - SHOWN
  return (
    <>
      {confirmation === null ? null : (
        <>
          <ForeignText text={confirmation.by} /> confirmed this <Ago at={confirmation.at} />.{' '}
        </>
      )}
      {kind === 'confirm' && confirmation === null && !isRefuted(row) ? 'Somebody confirms this with proof. ' : null}
      {waitsFor.length === 0 ? null : (
        <span className={cn(isRefuted(row) && 'text-fail')}>
          {isRefuted(row) ? 'Not so: ' : kind === 'evidence' ? 'Auto, waits for ' : 'Waits for '}
          {waitsFor.slice(0, SHOWN).map(({ checkId, title }, index) => (
            <span key={checkId}>
              {index === 0 ? '' : ', '}
              <Link href={routes.check({ ...place, check: checkId })} className="focus-ring rounded-sm underline">
                <ForeignText text={title} />
              </Link>
            </span>
          ))}
          {more > 0 ? ` and ${more} more` : ''}.{' '}
        </span>
      )}
      {because !== undefined && waitsFor.length === 0 ? because : null}
      {because === undefined && waitsFor.length === 0 && confirmation === null && kind !== 'confirm' ? 'Open' : null}
    </>
  )
}

/** What people wrote beside a row. */
export function RowFacts({ row }: { row: HandoverRowDto }) {
  const now = useNow()
  const { owner, dueOn, transfer, note, proof, confirmation } = row
  const isLate = dueOn !== null && row.tick === null && Date.parse(`${dueOn}T23:59:59Z`) < now
  const due = dueOn === null ? '' : formatDay({ at: Date.parse(dueOn), now })
  const shown = proof ?? confirmation?.proof ?? null
  const isMoved = transfer !== null && (transfer.from !== '' || transfer.to !== '')
  return (
    <>
      {owner === null && dueOn === null && !isMoved ? null : (
        <p className="flex flex-wrap gap-x-3 text-xs">
          {isMoved ? (
            <span>
              {transfer.from === '' ? null : (
                <>
                  From <ForeignText text={transfer.from} />{' '}
                </>
              )}
              {transfer.to === '' ? null : (
                <>
                  to <ForeignText text={transfer.to} />
                </>
              )}
            </span>
          ) : null}
          {owner === null ? null : (
            <span>
              Owner: <ForeignText text={owner.name} />
            </span>
          )}
          {dueOn === null ? null : (
            <span className={cn(isLate && 'font-medium text-warn')}>{isLate ? `was due ${due}` : `due ${due}`}</span>
          )}
        </p>
      )}
      {note.text === '' ? null : (
        <p className="line-clamp-3 max-w-document whitespace-pre-wrap text-muted-foreground print:line-clamp-none">
          <ForeignText text={note.text} />
        </p>
      )}
      {shown === null ? null : (
        <ProofShown proof={shown} row={row.key} confirmationId={proof === null ? confirmation?.id : undefined} />
      )}
    </>
  )
}
