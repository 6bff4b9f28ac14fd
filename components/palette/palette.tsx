'use client'

import { type KeyboardEvent, useId, useState } from 'react'
import { Dialog, DialogContent, DialogHeading } from '@/components/ui/dialog'
import { Input } from '@/components/ui/input'
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
  const id = useId()
  const [typed, setTyped] = useState('')
  const [active, setActive] = useState(0)
  const [recent] = useState(readRecent)
  const found = rank(useCommands(place, typed), { typed, recent, most: SHOWN })
  const current = Math.min(active, Math.max(0, found.length - 1))
  const optionId = (index: number): string => `${id}-${index}`
  function choose(command: Runnable | undefined) {
    if (command === undefined) return
    noteRecent(command.id)
    onDone()
    // The layer is closed first: a command may look for its button on the page.
    setTimeout(command.run)
  }
  function handleKey(event: KeyboardEvent) {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0 && found.length > 0) {
      event.preventDefault()
      setActive((current + step + found.length) % found.length)
    }
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault()
      choose(found[current])
    }
  }
  return (
    <div className="flex flex-col gap-3">
      <Input
        role="combobox"
        aria-label="Search pages, checks and actions"
        aria-expanded
        aria-controls={`${id}-list`}
        aria-activedescendant={found.length === 0 ? undefined : optionId(current)}
        autoComplete="off"
        spellCheck={false}
        placeholder="Stage, check, project, action"
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value)
          setActive(0)
        }}
        onKeyDown={handleKey}
      />
      <p role="status" className="sr-only">
        {found.length === 0 ? 'Nothing found' : `${found.length} found`}
      </p>
      <div role="listbox" id={`${id}-list`} aria-label="Found" className="flex max-h-80 flex-col overflow-y-auto">
        {found.map((command, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field above handles the keys, as a combobox does.
          <div
            key={command.id}
            id={optionId(index)}
            role="option"
            tabIndex={-1}
            aria-selected={index === current}
            className="flex min-h-9 cursor-default items-center justify-between gap-3 rounded-button px-2 aria-selected:bg-muted pointer-coarse:min-h-11"
            onMouseMove={() => setActive(index)}
            onClick={() => choose(command)}
          >
            <span className="min-w-0 truncate">{command.label}</span>
            <span className="shrink-0 text-muted-foreground text-xs">{command.group}</span>
          </div>
        ))}
        {found.length === 0 ? <p className="px-2 py-3 text-muted-foreground">Nothing found.</p> : null}
      </div>
    </div>
  )
}
