'use client'

import { useState } from 'react'
import { usePlace } from '@/components/frame/place'
import { rank } from '@/components/palette/rank'
import { Dialog, DialogContent, DialogHeading } from '@/components/ui/dialog'
import { TypeAhead } from '@/components/ui/type-ahead'
import { assignable } from './assignable'
import { useWorkers } from './use-decision'

const SHOWN = 50

type AssignDialogProps = {
  /** Who repairs it now. */
  ownerId: string | null
  label: string
  open: boolean
  onOpenChange: (open: boolean) => void
  onAssign: (ownerId: string | null) => void
}

/** Gives work to somebody by typing a name; Enter alone takes it oneself. */
export default function AssignDialog({ ownerId, label, open, onOpenChange, onAssign }: AssignDialogProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent className="top-24 max-w-sm translate-y-0" aria-describedby={undefined}>
        <DialogHeading title={label} />
        <Choice
          ownerId={ownerId}
          label={label}
          onChoose={(next) => {
            onOpenChange(false)
            if (next !== ownerId) onAssign(next)
          }}
        />
      </DialogContent>
    </Dialog>
  )
}

type ChoiceProps = { ownerId: string | null; label: string; onChoose: (ownerId: string | null) => void }

function Choice({ ownerId, label, onChoose }: ChoiceProps) {
  const { self } = usePlace()
  const [typed, setTyped] = useState('')
  const people = assignable({ workers: useWorkers(), selfId: self?.userId, ownerId })
  return (
    <TypeAhead
      label={label}
      placeholder="Name"
      options={rank(people, { typed, recent: [], most: SHOWN })}
      typed={typed}
      onType={setTyped}
      onChoose={({ ownerId: next }) => onChoose(next)}
    />
  )
}
