'use client'

import { Check, ChevronDown } from 'lucide-react'
import { Select as Primitive } from 'radix-ui'
import { cn } from './cn'
import type { FieldControl } from './field'
import { useNonce } from './nonce'

type SelectProps<Value extends string> = {
  value: Value
  options: readonly { value: Value; label: string }[]
  onChange: (value: Value) => void
  label?: string
  control?: FieldControl
  className?: string
  disabled?: boolean
}

/** One choice from a short list. Named by `label`, or by the field whose `control` it is given. */
export function Select<Value extends string>({
  value,
  options,
  onChange,
  label,
  control,
  className,
  disabled = false,
}: SelectProps<Value>) {
  const nonce = useNonce()
  function handleChange(next: string) {
    const chosen = options.find((option) => option.value === next)
    if (chosen !== undefined) onChange(chosen.value)
  }
  return (
    <Primitive.Root value={value} onValueChange={handleChange} disabled={disabled}>
      <Primitive.Trigger
        data-slot="select"
        aria-label={label}
        {...control}
        className={cn(
          'focus-ring inline-flex h-9 w-full items-center justify-between gap-2 rounded-control border border-input bg-card px-3 text-sm disabled:opacity-60 pointer-coarse:h-11',
          className,
        )}
      >
        <Primitive.Value />
        <ChevronDown aria-hidden className="size-4 shrink-0 text-muted-foreground" />
      </Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content
          position="popper"
          sideOffset={6}
          collisionPadding={8}
          className="z-50 max-h-(--radix-select-content-available-height) min-w-(--radix-select-trigger-width) rounded-card border bg-popover p-1 shadow-layer"
        >
          <Primitive.Viewport {...(nonce === undefined ? {} : { nonce })}>
            {options.map((option) => (
              <Primitive.Item
                key={option.value}
                value={option.value}
                className="relative flex min-h-8 cursor-default select-none items-center rounded-button pr-3 pl-8 text-sm outline-none data-[highlighted]:bg-muted pointer-coarse:min-h-11"
              >
                <Primitive.ItemIndicator className="absolute left-2">
                  <Check aria-hidden className="size-4" />
                </Primitive.ItemIndicator>
                <Primitive.ItemText>{option.label}</Primitive.ItemText>
              </Primitive.Item>
            ))}
          </Primitive.Viewport>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  )
}
