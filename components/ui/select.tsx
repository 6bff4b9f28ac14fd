import { ChevronDown } from 'lucide-react'
import { cn } from './cn'
import type { FieldControl } from './field'

type SelectProps<Value extends string> = {
  value: Value
  options: readonly { value: Value; label: string }[]
  onChange: (value: Value) => void
  label?: string
  control?: FieldControl
  className?: string
  disabled?: boolean
}

/**
 * One choice from a short list, with the list of the platform: it is the better one on phones, and nothing
 * of the page has to be hidden from assistive technology while it is open. Named by `label` or by its field.
 */
export function Select<Value extends string>(props: SelectProps<Value>) {
  const { value, options, onChange, label, control, className, disabled = false } = props
  function handleChange(next: string) {
    const chosen = options.find((option) => option.value === next)
    if (chosen !== undefined) onChange(chosen.value)
  }
  return (
    <span className={cn('relative block w-full', className)}>
      <select
        data-slot="select"
        aria-label={label}
        {...control}
        value={value}
        disabled={disabled}
        onChange={(event) => handleChange(event.target.value)}
        className="focus-ring h-9 w-full appearance-none truncate rounded-control border border-input bg-card pr-9 pl-3 text-foreground text-sm disabled:opacity-60 pointer-coarse:h-11 pointer-coarse:text-base"
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute top-1/2 right-3 size-4 -translate-y-1/2 text-muted-foreground"
      />
    </span>
  )
}
