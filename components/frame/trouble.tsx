'use client'

import { Button } from '@/components/ui/button'
import { useAway } from './use-away'

type TroubleProps = { title: string; text: string; error: unknown; retry: () => void }

const AWAY = {
  unavailable: {
    title: 'We are back in a moment',
    text: 'We cannot reach our database right now. Everything that was saved is safe. This page tries again by itself.',
  },
  offline: {
    title: 'We cannot reach Launch Ready',
    text: 'Check your connection. Everything that was saved is safe. This page tries again by itself.',
  },
} as const

/** What happened, whether data is safe, what to do, and the reference to name when asking for help. */
export function Trouble({ title, text, error, retry }: TroubleProps) {
  const away = useAway(retry)
  const reference = away === undefined ? referenceOf(error) : undefined
  const words = away === undefined ? { title, text } : AWAY[away]
  return (
    <div role="alert" className="flex max-w-document flex-col items-start gap-3 rounded-card border p-6">
      <h1 className="font-semibold text-title">{words.title}</h1>
      <p>{words.text}</p>
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
