'use client'

import { type KeyboardEvent, useId, useState } from 'react'
import { Input } from './input'

export type TypeAheadOption = { id: string; label: string; note?: string | undefined }

type TypeAheadProps<Option extends TypeAheadOption> = {
  label: string
  placeholder: string
  /** What is offered for what stands in the field, the best first. */
  options: readonly Option[]
  typed: string
  onType: (typed: string) => void
  onChoose: (option: Option) => void
}

/** A field with a list of what fits below it: type a few letters, press Enter. */
export function TypeAhead<Option extends TypeAheadOption>(props: TypeAheadProps<Option>) {
  const { label, placeholder, options, typed, onType, onChoose } = props
  const id = useId()
  const [active, setActive] = useState(0)
  const current = Math.min(active, Math.max(0, options.length - 1))
  const optionId = (index: number): string => `${id}-${index}`
  function handleKey(event: KeyboardEvent) {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0 && options.length > 0) {
      event.preventDefault()
      setActive((current + step + options.length) % options.length)
    }
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault()
      const chosen = options[current]
      if (chosen !== undefined) onChoose(chosen)
    }
  }
  return (
    <div className="flex flex-col gap-3">
      <Input
        role="combobox"
        aria-label={label}
        aria-expanded
        aria-controls={`${id}-list`}
        aria-activedescendant={options.length === 0 ? undefined : optionId(current)}
        autoComplete="off"
        spellCheck={false}
        placeholder={placeholder}
        value={typed}
        onChange={(event) => {
          onType(event.target.value)
          setActive(0)
        }}
        onKeyDown={handleKey}
      />
      <p role="status" className="sr-only">
        {options.length === 0 ? 'Nothing found' : `${options.length} found`}
      </p>
      <div role="listbox" id={`${id}-list`} aria-label="Found" className="flex max-h-80 flex-col overflow-y-auto">
        {options.map((option, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field above handles the keys, as a combobox does.
          <div
            key={option.id}
            id={optionId(index)}
            role="option"
            tabIndex={-1}
            aria-selected={index === current}
            className="flex min-h-9 shrink-0 cursor-default items-center justify-between gap-3 rounded-button px-2 aria-selected:bg-muted pointer-coarse:min-h-11"
            onMouseMove={() => setActive(index)}
            onClick={() => onChoose(option)}
          >
            <bdi className="min-w-0 truncate">{option.label}</bdi>
            {option.note === undefined ? null : (
              <span className="shrink-0 text-muted-foreground text-xs">{option.note}</span>
            )}
          </div>
        ))}
        {options.length === 0 ? <p className="px-2 py-3 text-muted-foreground">Nothing found.</p> : null}
      </div>
    </div>
  )
}
