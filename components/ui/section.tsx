import type { ComponentProps, ReactNode } from 'react'
import { cn } from './cn'

export function Section({ className, ...props }: ComponentProps<'section'>) {
  return <section data-slot="section" className={cn('flex flex-col gap-3', className)} {...props} />
}

export function SectionHeader({ className, ...props }: ComponentProps<'div'>) {
  return <div className={cn('flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1', className)} {...props} />
}

export function SectionTitle({ className, ...props }: ComponentProps<'h2'>) {
  return <h2 className={cn('font-semibold text-sm', className)} {...props} />
}

export function PageHeader({ title, children }: { title: ReactNode; children?: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
      <h1 className="min-w-0 break-words font-semibold text-title">{title}</h1>
      {children === undefined ? null : <div className="flex flex-wrap items-center gap-2">{children}</div>}
    </div>
  )
}
