import type { ReactNode } from 'react'

/** One line and one action. */
export function EmptyState({ line, children }: { line: ReactNode; children?: ReactNode }) {
  return (
    <div data-slot="empty" className="flex flex-col items-start gap-3 rounded-card border border-dashed p-6">
      <p>{line}</p>
      {children}
    </div>
  )
}
