'use client'

import { Monitor, Moon, Sun } from 'lucide-react'
import { useTheme } from 'next-themes'
import { useSyncExternalStore } from 'react'
import { cn } from '@/components/ui/cn'

const CHOICES = [
  { value: 'system', label: 'System', icon: Monitor },
  { value: 'light', label: 'Light', icon: Sun },
  { value: 'dark', label: 'Dark', icon: Moon },
] as const

const never = () => () => {}

/** The stored choice is known to the browser only; until then nothing is marked. */
export function useThemeChoice(): [string | undefined, (theme: string) => void] {
  const { theme, setTheme } = useTheme()
  const inBrowser = useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
  return [inBrowser ? theme : undefined, setTheme]
}

export function ThemeChoice() {
  const [theme, setTheme] = useThemeChoice()
  return (
    <fieldset className="flex w-fit gap-1 rounded-control bg-muted p-1">
      <legend className="sr-only">Theme</legend>
      {CHOICES.map(({ value, label, icon: Icon }) => (
        <label
          key={value}
          className={cn(
            'flex h-8 cursor-pointer items-center gap-1.5 rounded-button px-2.5 font-medium text-muted-foreground text-xs has-focus-visible:outline-2 has-focus-visible:outline-ring pointer-coarse:h-11',
            theme === value && 'bg-card text-foreground outline-1 outline-input',
          )}
        >
          <input
            type="radio"
            name="theme"
            value={value}
            checked={theme === value}
            onChange={() => setTheme(value)}
            className="sr-only"
          />
          <Icon aria-hidden className="size-4" />
          {label}
        </label>
      ))}
    </fieldset>
  )
}
