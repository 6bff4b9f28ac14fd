'use client'

import { messageOf } from '@/components/data/api-error'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { ForeignText } from '@/components/ui/foreign-text'
import { StatusBadge } from '@/components/ui/status-badge'
import { Ago } from '@/components/ui/time'
import type { ProductionMapDto } from '@/lib/contracts/map'
import { useMapAction } from './use-map'

type ConfirmCardProps = { projectId: string; map: ProductionMapDto; canEdit: boolean }

/** Whether somebody stands behind the map, and what moved since. */
export function ConfirmCard({ projectId, map, canEdit }: ConfirmCardProps) {
  const action = useMapAction(projectId)
  const { confirmation, digest } = map
  const confirm = () => action.mutate({ kind: 'confirm', digest })
  const isFresh = confirmation !== null && confirmation.changes.length === 0
  return (
    <Card className="flex flex-col gap-3 print:hidden">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-3">
        <div className="min-w-0 flex-1 basis-72">
          {confirmation === null ? <Unconfirmed /> : <Confirmed confirmation={confirmation} />}
        </div>
        {!canEdit ? null : isFresh ? (
          <Button
            variant="ghost"
            pending={action.isPending}
            pendingLabel="Taking back"
            onClick={() => action.mutate({ kind: 'withdraw' })}
          >
            Take confirmation back
          </Button>
        ) : (
          <Button variant="primary" pending={action.isPending} pendingLabel="Confirming" onClick={confirm}>
            This is right
          </Button>
        )}
      </div>
      {action.error === null ? null : (
        <p role="alert" className="text-fail">
          {messageOf(action.error)}
        </p>
      )}
    </Card>
  )
}

function Unconfirmed() {
  return (
    <>
      <p className="font-medium">Read it once. Is this how users reach you?</p>
      <p className="text-muted-foreground">
        Correct what is wrong, line by line. Once it is confirmed, everybody on your team can say where production
        lives.
      </p>
    </>
  )
}

function Confirmed({ confirmation }: { confirmation: NonNullable<ProductionMapDto['confirmation']> }) {
  const { by, at, changes } = confirmation
  const isFresh = changes.length === 0
  return (
    <div className="flex flex-col gap-2">
      <p className="flex flex-wrap items-center gap-2">
        <StatusBadge status={isFresh ? 'pass' : 'warn'} word={isFresh ? 'Confirmed' : 'Outdated'} />
        <span>
          <ForeignText text={by} /> confirmed this map <Ago at={at} />
          {isFresh ? '.' : ', and it has changed since:'}
        </span>
      </p>
      {isFresh ? null : (
        <ul className="flex flex-col gap-1">
          {changes.map(({ node, text }) => (
            <li key={node}>
              <ForeignText text={text} />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
