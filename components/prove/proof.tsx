'use client'

import { Download, ExternalLink } from 'lucide-react'
import { usePlace } from '@/components/frame/place'
import { ForeignText } from '@/components/ui/foreign-text'
import type { AttestationDto } from '@/lib/contracts/attestation'
import { proofAddress } from './endpoints'

function sizeWords(bytes: number): string {
  if (bytes < 1024) return `${bytes} bytes`
  return bytes < 1024 * 1024 ? `${Math.round(bytes / 1024)} kB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`
}

/** What somebody showed for a statement: a link as text, a note as it was typed, a file as a download. */
export function Proof({ entry }: { entry: AttestationDto }) {
  const { project } = usePlace()
  const { proof } = entry
  switch (proof?.kind) {
    case undefined:
      return null
    case 'note':
      return (
        <p className="max-h-60 overflow-y-auto whitespace-pre-wrap">
          <ForeignText text={proof.text} />
        </p>
      )
    case 'link':
      return (
        <a
          href={proof.url}
          target="_blank"
          rel="noopener noreferrer nofollow"
          className="link focus-ring inline-flex items-baseline gap-1 rounded-sm underline"
        >
          <ForeignText text={proof.url} />
          <ExternalLink aria-hidden className="size-3.5 shrink-0 self-center" />
          <span className="sr-only"> (opens in a new tab)</span>
        </a>
      )
    case 'file':
      return (
        <a
          href={proofAddress({ projectId: project, confirmationId: entry.id })}
          download
          className="link focus-ring inline-flex items-baseline gap-1 rounded-sm underline"
        >
          <Download aria-hidden className="size-3.5 shrink-0 self-center" />
          <ForeignText text={proof.name} />
          <span>({sizeWords(proof.bytes)})</span>
        </a>
      )
  }
}
