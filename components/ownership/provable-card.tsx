'use client'

import { type ReactNode, useId } from 'react'
import { messageOf } from '@/components/data/api-error'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { ForeignText } from '@/components/ui/foreign-text'
import { StatusBadge } from '@/components/ui/status-badge'
import { Ago } from '@/components/ui/time'
import type { OwnershipProofDto, ProvableDto } from '@/lib/contracts/ownership'
import { useCheckOwnership, useTakeToken } from './data'
import { LookResult } from './look-result'
import { RevokeButton } from './revoke-button'

type ProvableCardProps = {
  projectId: string
  provable: ProvableDto
  canProve: boolean
  /** How to publish the token, once there is one. */
  steps: (token: string) => ReactNode
  /** A way to publish it by a click, where there is one. */
  shortcut?: (token: string) => ReactNode
}

const STATES = {
  proven: { status: 'pass', word: 'Proven' },
  failing: { status: 'warn', word: 'Proven, not seen lately' },
  revoked: { status: 'unknown', word: 'Revoked' },
} as const

/** One name or server: where it stands, how to prove it, and the look itself with its answer in place. */
export function ProvableCard({ projectId, provable, canProve, steps, shortcut }: ProvableCardProps) {
  const headingId = useId()
  const take = useTakeToken(projectId)
  const check = useCheckOwnership(projectId)
  const { proof, token } = provable
  const stands = proof !== null && proof.state !== 'revoked'
  const state = proof === null ? { status: 'unknown' as const, word: 'Not proven' } : STATES[proof.state]
  const error = take.error ?? check.error
  return (
    <Card role="group" aria-labelledby={headingId} className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <h3 id={headingId} className="min-w-0 font-semibold">
          <ForeignText text={provable.origin ?? provable.name} />
        </h3>
        <StatusBadge status={state.status} word={state.word} />
      </div>
      {proof === null ? null : <History proof={proof} />}
      {canProve && !stands && token !== null ? steps(token.value) : null}
      {canProve && !stands && token?.expiresAt ? (
        <p className="text-muted-foreground text-xs">
          This value belongs to your workspace and this name only. Use it within seven days; it was made{' '}
          <Ago at={token.createdAt} />.
        </p>
      ) : null}
      {canProve ? (
        <div className="flex flex-wrap items-center gap-2">
          {token === null ? (
            <Button
              variant="primary"
              pending={take.isPending}
              pendingLabel="Making"
              onClick={() => {
                check.reset()
                take.mutate(provable)
              }}
            >
              {provable.method === 'dns' ? 'Get the record' : 'Get the file'}
            </Button>
          ) : (
            <Button
              variant={stands ? 'secondary' : 'primary'}
              size={stands ? 'compact' : 'default'}
              pending={check.isPending}
              pendingLabel="Looking"
              onClick={() => check.mutate(provable)}
            >
              Check now
            </Button>
          )}
          {!stands && token !== null ? shortcut?.(token.value) : null}
          {stands ? <RevokeButton projectId={projectId} provable={provable} /> : null}
        </div>
      ) : null}
      <div role="status" className="empty:hidden">
        {check.isPending ? (
          <p className="text-muted-foreground">
            {provable.method === 'dns'
              ? 'Asking every name server of the domain and one resolver…'
              : 'Reading the file from the server…'}
          </p>
        ) : null}
        {!check.isPending && check.data !== undefined ? <LookResult look={check.data.look} /> : null}
      </div>
      {error === null ? null : (
        <p role="alert" className="text-fail">
          {messageOf(error)}
        </p>
      )}
    </Card>
  )
}

const ENDED = {
  person: 'by a person',
  'not-found': 'because three daily looks in a row did not find it',
  unused: 'because no project needed it any more',
} as const

function History({ proof }: { proof: OwnershipProofDto }) {
  if (proof.revokedAt !== null) {
    const { revokedBecause, revokedBy } = proof
    const because =
      revokedBecause === 'person' && revokedBy !== null ? `by ${revokedBy}` : ENDED[revokedBecause ?? 'person']
    return (
      <p className="text-muted-foreground">
        Revoked <Ago at={proof.revokedAt} /> <ForeignText text={because} />.
      </p>
    )
  }
  return (
    <>
      <p className="text-muted-foreground">
        Proven <Ago at={proof.provenAt} /> by <ForeignText text={proof.provenBy} />. Last looked{' '}
        <Ago at={proof.checkedAt} />.
      </p>
      {proof.failingSince === null ? null : (
        <p className="text-warn">
          Not found since <Ago at={proof.failingSince} />
          {proof.failures === 0 ? '' : `, ${proof.failures} of 3 daily looks`}. The third one in a row revokes the
          proof. Put it back and check again.
        </p>
      )}
    </>
  )
}
