'use client'

import { messageOf } from '@/components/data/api-error'
import { Button } from '@/components/ui/button'
import { ForeignText } from '@/components/ui/foreign-text'
import type { HostDto } from '@/lib/contracts/target'

type RemovedHostProps = { removed: HostDto | undefined; error: Error | null; onUndo: (host: HostDto) => void }

/** One click takes a host out, so one click brings it back. */
export function RemovedHost({ removed, error, onUndo }: RemovedHostProps) {
  return (
    <>
      <div role="status" className="flex flex-wrap items-center gap-x-3 gap-y-1 empty:hidden">
        {removed === undefined ? null : (
          <>
            <p>
              <ForeignText text={removed.name} mono /> is no longer checked.
            </p>
            <Button size="compact" variant="ghost" onClick={() => onUndo(removed)}>
              Bring it back
            </Button>
          </>
        )}
      </div>
      {error === null ? null : (
        <p role="alert" className="text-fail">
          {messageOf(error)}
        </p>
      )}
    </>
  )
}
