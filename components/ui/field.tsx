import { CircleAlert } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import { cn } from './cn'

export type FieldControl = { id: string; 'aria-invalid': true | undefined; 'aria-describedby': string | undefined }

type FieldProps = {
  label: ReactNode
  help?: ReactNode
  error?: string | undefined
  className?: string
  labelClassName?: string
  children: (control: FieldControl) => ReactNode
}

/** Label above, help and error below, wired to the control it renders. */
export function Field({ label, help, error, className, labelClassName, children }: FieldProps) {
  const id = useId()
  const helpId = `${id}-help`
  const errorId = `${id}-error`
  const describedBy = [error === undefined ? '' : errorId, help === undefined ? '' : helpId].filter(Boolean).join(' ')
  return (
    <div data-slot="field" className={cn('flex flex-col gap-1.5', className)}>
      <label htmlFor={id} className={cn('font-medium', labelClassName)}>
        {label}
      </label>
      {children({
        id,
        'aria-invalid': error === undefined ? undefined : true,
        'aria-describedby': describedBy === '' ? undefined : describedBy,
      })}
      {error === undefined ? null : (
        <p id={errorId} className="flex items-start gap-1.5 text-fail">
          <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          <span className="min-w-0 break-words">{error}</span>
        </p>
      )}
      {help === undefined ? null : (
        <p id={helpId} className="text-muted-foreground text-xs">
          {help}
        </p>
      )}
    </div>
  )
}
