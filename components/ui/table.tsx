import type { ComponentProps } from 'react'
import { cn } from './cn'

/** A data table that scrolls sideways inside its own frame, reachable by keyboard. */
export function Table({ className, label, ...props }: ComponentProps<'table'> & { label: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable without a mouse.
    <section aria-label={label} tabIndex={0} className="focus-ring relative overflow-x-auto rounded-card border">
      <table data-slot="table" className={cn('w-full border-collapse text-left', className)} {...props} />
    </section>
  )
}

export function TableHead({ className, ...props }: ComponentProps<'th'>) {
  return (
    <th
      scope="col"
      className={cn('h-9 whitespace-nowrap bg-muted px-4 font-medium text-muted-foreground text-xs', className)}
      {...props}
    />
  )
}

export function TableRow({ className, ...props }: ComponentProps<'tr'>) {
  return <tr className={cn('border-t', className)} {...props} />
}

export function TableCell({ className, ...props }: ComponentProps<'td'>) {
  return <td className={cn('h-11 px-4 py-2 align-middle', className)} {...props} />
}
