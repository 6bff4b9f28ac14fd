'use client'

import { Download, ExternalLink } from 'lucide-react'
import { usePlace } from '@/components/frame/place'
import { proofAddress } from '@/components/prove/endpoints'
import { ForeignText } from '@/components/ui/foreign-text'
import type { ProofDto } from '@/lib/contracts/attestation'
import { rowProofAddress } from './endpoints'

type ProofShownProps = {
  proof: ProofDto
  row: string
  /** The confirmation it belongs to; absent: the row itself. */
  confirmationId: string | undefined
}

/** What somebody showed for a tick: a link as text, a note as it was typed, a file as a download. */
export function ProofShown({ proof, row, confirmationId }: ProofShownProps) {
  const { project: projectId } = usePlace()
  switch (proof.kind) {
    case 'note':
      return (
        <p className="line-clamp-3 max-w-document whitespace-pre-wrap text-xs print:line-clamp-none">
          Proof: <ForeignText text={proof.text} />
        </p>
      )
    case 'link':
      return (
        <p className="text-xs">
          Proof:{' '}
          <a
            href={proof.url}
            target="_blank"
            rel="noopener noreferrer nofollow"
            className="link focus-ring rounded-sm underline"
          >
            <ForeignText text={proof.url} />
            <ExternalLink aria-hidden className="ml-1 inline size-3.5" />
            <span className="sr-only"> (opens in a new tab)</span>
          </a>
        </p>
      )
    case 'file':
      return (
        <p className="text-xs">
          Proof:{' '}
          <a
            href={
              confirmationId === undefined
                ? rowProofAddress({ projectId, row })
                : proofAddress({ projectId, confirmationId })
            }
            download
            className="link focus-ring rounded-sm underline"
          >
            <Download aria-hidden className="mr-1 inline size-3.5" />
            <ForeignText text={proof.name} />
          </a>
        </p>
      )
  }
}
