'use client'

import { useState } from 'react'
import { Dialog, DialogContent, DialogHeading } from '@/components/ui/dialog'
import { TypeAhead } from '@/components/ui/type-ahead'
import { rank } from './rank'
import { noteRecent, readRecent } from './recent'
import { type PalettePlace, type Runnable, useCommands } from './use-commands'

const SHOWN = 12

type PaletteProps = { place: PalettePlace; open: boolean; onOpenChange: (open: boolean) => void }

/** Type a few letters, press Enter. */
export default function Palette({ place, open, onOpenChange }: PaletteProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent className="top-24 max-w-lg translate-y-0" aria-describedby={undefined}>
        <DialogHeading title="Go to or do" />
        <Commands place={place} onDone={() => onOpenChange(false)} />
      </DialogContent>
    </Dialog>
  )
}

function Commands({ place, onDone }: { place: PalettePlace; onDone: () => void }) {
  const [typed, setTyped] = useState('')
  const [recent] = useState(readRecent)
  const found = rank(useCommands(place, typed), { typed, recent, most: SHOWN })
  function choose(command: Runnable) {
    noteRecent(command.id)
    onDone()
    // The layer is closed first: a command may look for its button on the page.
    setTimeout(command.run)
  }
  return (
    <TypeAhead
      label="Search pages, checks and actions"
      placeholder="Stage, check, project, action"
      options={found.map((command) => ({ ...command, note: command.group }))}
      typed={typed}
      onType={setTyped}
      onChoose={choose}
    />
  )
}
