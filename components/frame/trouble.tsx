'use client'

import { Button } from '@/components/ui/button'

type TroubleProps = { title: string; text: string; error: unknown; retry: () => void }

/** What happened, whether data is safe, what to do, and the reference to name when asking for help. */
export function Trouble({ title, text, error, retry }: TroubleProps) {
  const reference = referenceOf(error)
  return (
    <div role="alert" className="flex max-w-document flex-col items-start gap-3 rounded-card border p-6">
      <h1 className="font-semibold text-title">{title}</h1>
      <p>{text}</p>
      {reference === undefined ? null : (
        <p className="text-muted-foreground text-xs">
          Reference: <code className="font-mono">{reference}</code>
        </p>
      )}
      <Button variant="primary" onClick={retry}>
        Try again
      </Button>
    </div>
  )
}

/** Errors of the server carry a digest, answers of the interface a request id. */
function referenceOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined
  if ('requestId' in error && typeof error.requestId === 'string') return error.requestId
  if ('digest' in error && typeof error.digest === 'string') return error.digest
  return undefined
}
