'use client'

import dynamic from 'next/dynamic'
import { useRouter } from 'next/navigation'
import { createContext, type ReactNode, useContext, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { routes } from '@/lib/routes'
import { clickInRow, clickNear, focusRow, isTyping } from './shortcut-actions'
import { readShortcutsOn, subscribeShortcutsOn } from './shortcut-setting'

type Shortcuts = {
  openList: () => void
  /** Absent where there is no workspace to search. */
  openPalette: (() => void) | undefined
}
type ShortcutPlace = { workspace: string; workspaceId?: string | undefined; project?: string }

const ShortcutsContext = createContext<Shortcuts | undefined>(undefined)

/** Loaded when it is first wanted. */
const ShortcutList = dynamic(() => import('./shortcut-list').then(({ ShortcutList: Loaded }) => Loaded), { ssr: false })

const Palette = dynamic(() => import('@/components/palette/palette'), { ssr: false })

const CHORD_MS = 1_200

/** Single-key shortcuts of a page. They do nothing while somebody types, in an open layer, or when switched off. */
export function ShortcutsProvider({ place, children }: { place: ShortcutPlace; children: ReactNode }) {
  const router = useRouter()
  const [isListOpen, setListOpen] = useState<boolean>()
  const [isPaletteOpen, setPaletteOpen] = useState<boolean>()
  const chordAt = useRef(0)
  const isOn = useSyncExternalStore(subscribeShortcutsOn, readShortcutsOn, () => true)
  const { workspace, project } = place

  useEffect(() => {
    function goTo(key: string): boolean {
      if (key === 'p') router.push(routes.projects(workspace))
      else if (project !== undefined && key === 'o') router.push(routes.project({ workspace, project }))
      else if (project !== undefined && key === 'b') router.push(routes.blockers({ workspace, project }))
      else if (project !== undefined && key === 'h') router.push(routes.handover({ workspace, project }))
      else return false
      return true
    }
    function act(event: KeyboardEvent): boolean {
      if (Date.now() - chordAt.current < CHORD_MS) {
        chordAt.current = 0
        if (goTo(event.key)) return true
      }
      switch (event.key) {
        case 'g':
          chordAt.current = Date.now()
          return true
        case 'j':
          return focusRow(1)
        case 'k':
          return focusRow(-1)
        case 'a':
          return clickNear('[data-assign]')
        case 'r':
          return clickNear('[data-recheck]')
        case 'R':
          return clickNear('[data-run-audit]')
        case 'c':
          return clickNear('[data-copy]')
        case '?':
          setListOpen(true)
          return true
        default:
          return false
      }
    }
    function move(event: KeyboardEvent): boolean {
      if (event.key === 'ArrowUp') return clickInRow('[data-move-up]')
      return event.key === 'ArrowDown' && clickInRow('[data-move-down]')
    }
    function handleKey(event: KeyboardEvent) {
      if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === 'k') {
        event.preventDefault()
        return setPaletteOpen((open) => open !== true)
      }
      if (event.ctrlKey || event.metaKey || event.defaultPrevented || isTyping(event)) return
      // Not a single key, so it works also where those are switched off.
      if (event.altKey ? move(event) : isOn && act(event)) event.preventDefault()
    }
    document.addEventListener('keydown', handleKey)
    return () => document.removeEventListener('keydown', handleKey)
  }, [router, workspace, project, isOn])

  return (
    <ShortcutsContext
      value={{
        openList: () => setListOpen(true),
        openPalette: workspace === '' ? undefined : () => setPaletteOpen(true),
      }}
    >
      {children}
      {isPaletteOpen === undefined || workspace === '' ? null : (
        <Palette
          place={{ workspace, workspaceId: place.workspaceId, project }}
          open={isPaletteOpen}
          onOpenChange={setPaletteOpen}
        />
      )}
      {isListOpen === undefined ? null : <ShortcutList open={isListOpen} onOpenChange={setListOpen} />}
    </ShortcutsContext>
  )
}

export function useShortcuts(): Shortcuts {
  const shortcuts = useContext(ShortcutsContext)
  if (shortcuts === undefined) throw new Error('useShortcuts is used outside ShortcutsProvider')
  return shortcuts
}
