'use client'

import { Search } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { useShortcuts } from './shortcuts'

/** The way to the palette for everybody who does not know its keys. */
export function SearchButton() {
  const { openPalette } = useShortcuts()
  if (openPalette === undefined) return null
  return (
    <>
      <Button
        onClick={openPalette}
        aria-haspopup="dialog"
        className="w-56 justify-start font-normal text-muted-foreground max-md:hidden"
      >
        <Search aria-hidden />
        Search
        <kbd aria-hidden className="ml-auto rounded border bg-muted px-1.5 font-mono text-xs leading-5">
          Ctrl K
        </kbd>
      </Button>
      <Button
        variant="ghost"
        size="icon"
        aria-label="Search"
        aria-haspopup="dialog"
        onClick={openPalette}
        className="md:hidden"
      >
        <Search aria-hidden />
      </Button>
    </>
  )
}
