'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { messageOf } from '@/components/data/api-error'
import { call } from '@/components/data/call'
import { usePlace } from '@/components/frame/place'
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
import type { ShareLinkDto } from '@/lib/contracts/share'
import { visibleText } from '@/lib/format/visible-text'
import { shareLinksOptions, sharing } from './options'

/** Ends a link, after asking once. */
export function RevokeLink({ link }: { link: ShareLinkDto }) {
  const { project: projectId } = usePlace()
  const client = useQueryClient()
  const toast = useToast()
  const [isOpen, setOpen] = useState(false)
  const name = visibleText(link.name)
  const revoke = useMutation({
    mutationFn: () => call(sharing.revokeShareLink, { params: { projectId, linkId: link.id }, body: {} }),
    onSuccess: async () => {
      setOpen(false)
      toast(`${name} was revoked. Nobody can open it any more.`)
      await client.invalidateQueries(shareLinksOptions(projectId))
    },
  })
  return (
    <AlertDialog open={isOpen} onOpenChange={setOpen}>
      <AlertDialogTrigger asChild>
        <Button size="compact" variant="ghost" aria-label={`Revoke ${name}`}>
          Revoke
        </Button>
      </AlertDialogTrigger>
      <AlertDialogContent>
        <AlertDialogHeading
          title={`Revoke ${name}?`}
          description="The link stops working at once, and pages that are open close within a minute. It can not be opened again; you can make a new one."
        />
        {revoke.error === null ? null : <FormMessage text={messageOf(revoke.error)} />}
        <div className="flex flex-wrap justify-end gap-2">
          <AlertDialogCancel asChild>
            <Button>Keep link</Button>
          </AlertDialogCancel>
          <Button
            variant="destructive"
            pending={revoke.isPending}
            pendingLabel="Revoking"
            onClick={() => revoke.mutate()}
          >
            Revoke link
          </Button>
        </div>
      </AlertDialogContent>
    </AlertDialog>
  )
}
