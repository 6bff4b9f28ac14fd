'use client'

import { useId, useSyncExternalStore } from 'react'
import { Checkbox } from '@/components/ui/checkbox'
import { Dialog, DialogContent, DialogHeading } from '@/components/ui/dialog'
import { readShortcutsOn, subscribeShortcutsOn, writeShortcutsOn } from './shortcut-setting'

const SHORTCUTS = [
  { keys: ['Ctrl', 'K'], text: 'Go to or do anything' },
  { keys: ['j', 'k'], text: 'Next, previous row' },
  { keys: ['Enter'], text: 'Open the focused row' },
  { keys: ['a'], text: 'Assign the focused finding, then type a name' },
  { keys: ['Alt', '↑'], text: 'Move the focused blocker up' },
  { keys: ['Alt', '↓'], text: 'Move the focused blocker down' },
  { keys: ['r'], text: 'Re-check' },
  { keys: ['Shift', 'R'], text: 'Run audit' },
  { keys: ['c'], text: 'Copy the fix' },
  { keys: ['g', 'p'], text: 'Go to projects' },
  { keys: ['g', 'o'], text: 'Go to the overview' },
  { keys: ['g', 'b'], text: 'Go to the blockers' },
  { keys: ['g', 'h'], text: 'Go to the handover' },
  { keys: ['?'], text: 'This list' },
  { keys: ['Esc'], text: 'Close the top layer' },
] as const

export function ShortcutList({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const id = useId()
  const isOn = useSyncExternalStore(subscribeShortcutsOn, readShortcutsOn, () => true)
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent aria-describedby={undefined}>
        <DialogHeading title="Keyboard shortcuts" />
        <dl className="grid grid-cols-[1fr_auto] gap-x-4 gap-y-2">
          {SHORTCUTS.map(({ keys, text }) => (
            <div key={text} className="contents">
              <dt>{text}</dt>
              <dd className="flex justify-end gap-1">
                {keys.map((key) => (
                  <kbd key={key} className="rounded border bg-muted px-1.5 font-mono text-xs leading-5">
                    {key}
                  </kbd>
                ))}
              </dd>
            </div>
          ))}
        </dl>
        <div className="flex items-center gap-2 border-t pt-4">
          <Checkbox id={id} checked={isOn} onCheckedChange={(checked) => writeShortcutsOn(checked === true)} />
          <label htmlFor={id}>Use single-key shortcuts in this browser</label>
        </div>
      </DialogContent>
    </Dialog>
  )
}
