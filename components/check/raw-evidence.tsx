'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { messageOf } from '@/components/data/api-error'
import { evidenceOptions } from '@/components/data/options'
import { CodeBlock } from '@/components/findings/code-block'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { Loading, Skeleton } from '@/components/ui/skeleton'
import { formatDuration, formatExact } from '@/lib/format/time'

const SHOWN_CHARACTERS = 65_536

type RawEvidenceProps = { runId: string; evidenceKey: string }

/** Everything one look at the target gave, as it is stored: masked and size-capped. */
export function RawEvidence({ runId, evidenceKey }: RawEvidenceProps) {
  const [isOpen, setOpen] = useState(false)
  return (
    <div className={cn('flex flex-col items-start gap-2', isOpen && 'w-full')}>
      <Button size="inline" variant="link" className="text-xs" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {isOpen ? 'Hide raw' : 'Show raw'} {evidenceKey}
      </Button>
      {isOpen ? <RawValue runId={runId} evidenceKey={evidenceKey} /> : null}
    </div>
  )
}

function RawValue({ runId, evidenceKey }: RawEvidenceProps) {
  const { data, error, isPending } = useQuery(evidenceOptions({ runId, key: evidenceKey }))
  if (isPending) {
    return (
      <Loading label="Loading evidence">
        <Skeleton className="h-40 w-full" />
      </Loading>
    )
  }
  if (error !== null) return <p role="alert">This evidence could not be loaded. {messageOf(error)}</p>
  if (data.value === null) {
    return <p className="text-muted-foreground">{data.detail ?? 'Nothing is stored under this name any more.'}</p>
  }
  const text = JSON.stringify(data.value, null, 2)
  const isCut = text.length > SHOWN_CHARACTERS
  return (
    <div className="flex w-full flex-col gap-1">
      <p className="text-muted-foreground text-xs">
        {data.title}, seen {formatExact(Date.parse(data.collectedAt))}, took {formatDuration(data.ms)}, version{' '}
        {data.version}. Secrets are masked.{isCut ? ' First 64 kB shown.' : ''}
      </p>
      <CodeBlock
        code={isCut ? text.slice(0, SHOWN_CHARACTERS) : text}
        label={`Raw evidence, ${data.title}`}
        title={data.key}
        copyLabel="Copy raw"
        isFix={false}
      />
    </div>
  )
}
