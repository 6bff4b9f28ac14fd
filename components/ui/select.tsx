import { ChevronDown } from 'lucide-react'
import { cn } from './cn'
import type { FieldControl } from './field'

const LOOK =
  'focus-ring h-9 w-full appearance-none truncate rounded-control border border-input bg-card pr-9 pl-3 text-foreground text-sm disabled:opacity-60 pointer-coarse:h-11 pointer-coarse:text-base'

type Option<Value extends string> = { value: Value; label: string }

type SelectProps<Value extends string> = {
  value: Value
  options: readonly Option<Value>[]
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
        className={LOOK}
      >
        <Options options={options} />
      </select>
      <Arrow />
    </span>
  )
}

type FormSelectProps = {
  name: string
  label: string
  value: string
  options: readonly Option<string>[]
  className?: string
}

/** The same choice as a part of a plain form, which is sent without any script. */
export function FormSelect({ name, label, value, options, className }: FormSelectProps) {
  return (
    <span className={cn('relative block', className)}>
      <select data-slot="select" name={name} aria-label={label} defaultValue={value} className={LOOK}>
        <Options options={options} />
      </select>
      <Arrow />
    </span>
  )
}

function Options({ options }: { options: readonly Option<string>[] }) {
  return options.map((option) => (
    <option key={option.value} value={option.value}>
      {option.label}
    </option>
  ))
}

function Arrow() {
  return (
    <ChevronDown
      aria-hidden
      className="pointer-events-none absolute top-1/2 right-3 size-4 -translate-y-1/2 text-muted-foreground"
    />
  )
}
