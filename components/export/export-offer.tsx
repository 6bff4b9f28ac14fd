'use client'

import { type FormEvent, useState } from 'react'
import { useConfirmed } from '@/components/account/use-confirmed'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { saveFile } from './save-file'

type ExportOfferProps = { address: string; text: string; label: string }

/** One file with everything, to be taken along before something is deleted, or at any time. */
export function ExportOffer({ address, text, label }: ExportOfferProps) {
  const confirmed = useConfirmed()
  const [isSaved, setSaved] = useState(false)
  async function handleSubmit(event: FormEvent) {
    event.preventDefault()
    setSaved(false)
    setSaved(await confirmed.carryOut(() => saveFile(address)))
  }
  return (
    <Card>
      <form method="post" noValidate onSubmit={handleSubmit} className="flex flex-wrap items-end justify-between gap-3">
        <div className="flex min-w-0 flex-1 basis-64 flex-col gap-3">
          <p>{text}</p>
          {confirmed.field}
          {confirmed.problem === undefined ? null : (
            <p role="alert" className="text-fail">
              {confirmed.problem.text}
            </p>
          )}
          <p role="status" className="text-muted-foreground text-xs empty:hidden">
            {isSaved ? 'The file is in your downloads.' : ''}
          </p>
        </div>
        <Button type="submit" pending={confirmed.isPending} pendingLabel="Exporting">
          {label}
        </Button>
      </form>
    </Card>
  )
}
