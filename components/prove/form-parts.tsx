import type { ComponentProps, FormEventHandler, ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'

type AnswerFormProps = {
  isSaving: boolean
  note: string | undefined
  saveLabel?: string
  onSubmit: FormEventHandler<HTMLFormElement>
  /** Further answers beside the one that is typed. */
  others?: ReactNode
  children: ReactNode
}

/** One answer with its own Save, and what went wrong beside it. */
export function AnswerForm({ isSaving, note, saveLabel = 'Save', onSubmit, others, children }: AnswerFormProps) {
  return (
    <form method="post" noValidate onSubmit={onSubmit} className="flex flex-col gap-3">
      {children}
      <div className="flex flex-wrap items-center gap-2">
        <Button type="submit" variant="primary" pending={isSaving} pendingLabel="Saving">
          {saveLabel}
        </Button>
        {others}
      </div>
      {note === undefined ? null : (
        <p role="alert" className="break-words text-fail">
          {note}
        </p>
      )}
    </form>
  )
}

/** Several lines of text. */
export function TextArea({ className, ...props }: ComponentProps<'textarea'>) {
  return (
    <textarea
      data-slot="textarea"
      className={cn(
        'focus-ring min-h-20 w-full min-w-0 rounded-control border border-input bg-card px-3 py-2 text-foreground text-sm placeholder:text-muted-foreground disabled:opacity-60 aria-invalid:border-fail-fill pointer-coarse:text-base',
        className,
      )}
      {...props}
    />
  )
}
