'use client'

import { type FormEvent, useState } from 'react'
import { call } from '@/components/data/call'
import { encodedFile } from '@/components/prove/encoded-file'
import { problemOf } from '@/components/triage/use-decision'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import type { ProofInput } from '@/lib/contracts/attestation'
import type { HandoverRowDto } from '@/lib/contracts/handover'
import { fileTrouble, PROOF_FILE_ACCEPT, PROOF_FILE_KINDS } from '@/lib/contracts/proof-file'
import { useDesk } from './checklist-context'
import { checklist } from './endpoints'
import { useSend } from './use-checklist'

/** What shows that a row is done: a link or a file. */
export function ProofForm({ row }: { row: HandoverRowDto }) {
  const { news } = useDesk()
  const [url, setUrl] = useState('')
  const [trouble, setTrouble] = useState<string>()
  const prove = useSend((projectId, proof: ProofInput | null) => {
    news.own(row.key)
    return call(checklist.prove, { params: { projectId, row: row.key }, body: { proof } })
  })
  function handleSubmit(event: FormEvent) {
    event.preventDefault()
    if (!prove.isPending) prove.mutate({ kind: 'link', url }, { onSuccess: () => setUrl('') })
  }
  async function handleFile(file: File | undefined) {
    if (file === undefined) return
    const problem = fileTrouble({ name: file.name, bytes: file.size })
    setTrouble(problem)
    if (problem !== undefined) return
    prove.mutate({ kind: 'file', name: file.name, content: await encodedFile(file) })
  }
  const problem =
    problemOf(prove.error, 'proof.url') ?? problemOf(prove.error, 'proof.content') ?? problemOf(prove.error)
  if (row.proof !== null) {
    return (
      <p className="flex flex-wrap items-center gap-2">
        <Button size="compact" pending={prove.isPending} pendingLabel="Removing" onClick={() => prove.mutate(null)}>
          Remove proof
        </Button>
        {problem === undefined ? null : (
          <span role="alert" className="text-fail">
            {problem}
          </span>
        )}
      </p>
    )
  }
  return (
    <form method="post" noValidate onSubmit={handleSubmit} className="flex flex-col gap-3">
      <div className="flex flex-wrap items-end gap-2">
        <Field label="Proof, as a link" className="min-w-48 flex-1" error={problem}>
          {(control) => (
            <Input
              {...control}
              type="url"
              spellCheck={false}
              placeholder="https://"
              className="font-mono text-code"
              value={url}
              onChange={({ target }) => setUrl(target.value)}
            />
          )}
        </Field>
        {url === '' ? null : (
          <Button type="submit" variant="primary" pending={prove.isPending} pendingLabel="Saving">
            Save link
          </Button>
        )}
      </div>
      <Field
        label="or as a file"
        error={trouble}
        help={`${PROOF_FILE_KINDS}, up to 5 MB. Only members can download it.`}
      >
        {(control) => (
          <input
            {...control}
            type="file"
            accept={PROOF_FILE_ACCEPT}
            disabled={prove.isPending}
            onChange={({ target }) => void handleFile(target.files?.[0])}
            className="focus-ring max-w-full rounded-control border border-input bg-card p-2 text-sm file:mr-3 file:rounded-button file:border file:border-input file:bg-card file:px-2.5 file:py-1 file:text-foreground"
          />
        )}
      </Field>
    </form>
  )
}
