import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'

type FoldProps = { title: ReactNode; heading?: 'h2' | 'h3' | 'h4'; startsOpen?: boolean; children: ReactNode }

/** A part that is folded away until somebody wants it. */
export function Fold({ title, heading: Heading = 'h2', startsOpen = false, children }: FoldProps) {
  return (
    <details className="group/fold" open={startsOpen}>
      <summary className="focus-ring flex min-h-8 w-fit list-none items-center gap-1.5 rounded-button px-1 hover:bg-muted pointer-coarse:min-h-11">
        <ChevronRight
          aria-hidden
          className="size-4 shrink-0 text-muted-foreground transition-transform duration-100 group-open/fold:rotate-90"
        />
        <Heading className="font-semibold text-sm">{title}</Heading>
      </summary>
      <div className="pt-3">{children}</div>
    </details>
  )
}
