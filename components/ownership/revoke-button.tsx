'use client'

import { useState } from 'react'
import { messageOf } from '@/components/data/api-error'
import {
  AlertDialog,
  AlertDialogCancel,
  AlertDialogContent,
  AlertDialogHeading,
  AlertDialogTrigger,
} from '@/components/ui/alert-dialog'
import { Button } from '@/components/ui/button'
import { FormMessage } from '@/components/ui/form-message'
import { useToast } from '@/components/ui/toast'
import type { ProvableDto } from '@/lib/contracts/ownership'
import { useRevokeOwnership } from './data'

/** Takes a proof back, after asking once. */
export function RevokeButton({ projectId, provable }: { projectId: string; provable: ProvableDto }) {
  const revoke = useRevokeOwnership(projectId)
  const toast = useToast()
  const [isOpen, setOpen] = useState(false)
  const what = provable.origin ?? provable.name
  function handleRevoke() {
    revoke.mutate(provable, {
      onSuccess: () => {
        setOpen(false)
        toast(`The proof of ${what} was revoked.`)
      },
    })
  }
  return (
    <AlertDialog open={isOpen} onOpenChange={setOpen}>
      <AlertDialogTrigger asChild>
        <Button size="compact">Revoke</Button>
      </AlertDialogTrigger>
      <AlertDialogContent>
        <AlertDialogHeading
          title={`Revoke the proof of ${what}?`}
          description="Nothing is sent on the strength of it any more, in all projects of this workspace. Unless another proof of the same name stands, its token becomes void and a new one has to be published to prove it again."
        />
        {revoke.error === null ? null : <FormMessage text={messageOf(revoke.error)} />}
        <div className="flex flex-wrap justify-end gap-2">
          <AlertDialogCancel asChild>
            <Button>Keep proof</Button>
          </AlertDialogCancel>
          <Button variant="destructive" pending={revoke.isPending} pendingLabel="Revoking" onClick={handleRevoke}>
            Revoke proof
          </Button>
        </div>
      </AlertDialogContent>
    </AlertDialog>
  )
}
