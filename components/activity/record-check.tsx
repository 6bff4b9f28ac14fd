'use client'

import { useMutation } from '@tanstack/react-query'
import { messageOf } from '@/components/data/api-error'
import { call } from '@/components/data/call'
import { endpoints } from '@/components/data/endpoints'
import { Button } from '@/components/ui/button'
import { count } from '@/lib/format/count'

/** Says on request whether anybody changed the record behind our back. */
export function RecordCheck({ workspaceId }: { workspaceId: string }) {
  const check = useMutation({ mutationFn: () => call(endpoints.checkActivity, { params: { workspaceId } }) })
  const { data, error } = check
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 text-xs">
      <Button size="compact" pending={check.isPending} onClick={() => check.mutate()}>
        Check the record
      </Button>
      <p role="status" className="min-w-0 flex-1 basis-64 text-muted-foreground">
        {error === null ? null : `The record could not be checked. ${messageOf(error)}`}
        {data === undefined ? null : data.broken === null ? (
          <>
            Nothing was changed or removed: {count(data.sealed, 'event')} in one unbroken chain
            {data.waiting === 0 ? '' : `, ${data.waiting} more not sealed yet`}.
            {data.head === null ? null : (
              <>
                {' '}
                Newest seal <code className="font-mono">{data.head.slice(0, 16)}</code>
              </>
            )}
          </>
        ) : (
          <span className="text-fail">
            The record is broken at event {data.broken}: somebody changed or removed events in the database.
          </span>
        )}
      </p>
    </div>
  )
}
