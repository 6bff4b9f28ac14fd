'use client'

import { useQuery } from '@tanstack/react-query'
import { derivedOf } from '@/components/data/derived'
import { useKnownState } from '@/components/data/hooks'
import { cn } from '@/components/ui/cn'
import { proveEntries } from '@/lib/roadmaps/prove'
import { inputsOptions } from './options'

/** How many questions and statements of a project are open, beside the link to their page. */
export function OpenCount({ projectId, collapses }: { projectId: string; collapses: boolean }) {
  // On pages that do not show the state the count is not worth a request.
  const data = useKnownState(projectId)
  const inputs = useQuery({ ...inputsOptions(projectId), enabled: data !== undefined })
  if (data === undefined || inputs.data === undefined) return null
  const entries = proveEntries({
    state: derivedOf(data),
    target: data.project.target,
    kept: inputs.data.inputs,
  })
  const open = entries.filter(({ isOpen }) => isOpen).length
  if (open === 0) return null
  return (
    <span
      className={cn(
        'ml-auto shrink-0 rounded-full bg-muted px-1.5 text-muted-foreground text-xs tabular-nums',
        collapses && 'max-lg:sr-only',
      )}
    >
      {open}
      <span className="sr-only"> open</span>
    </span>
  )
}
