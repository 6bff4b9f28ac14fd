'use client'

import { useMutation } from '@tanstack/react-query'
import { messageOf } from '@/components/data/api-error'
import { call } from '@/components/data/call'
import { endpoints } from '@/components/data/endpoints'
import {
  AlertDialog,
  AlertDialogCancel,
  AlertDialogContent,
  AlertDialogHeading,
  AlertDialogTrigger,
} from '@/components/ui/alert-dialog'
import { Button } from '@/components/ui/button'
import { visibleText } from '@/lib/format/visible-text'
import { routes } from '@/lib/routes'
import type { Self } from './members-view'

export function LeaveWorkspace({ self }: { self: Self }) {
  const leave = useMutation({
    mutationFn: () => call(endpoints.leaveWorkspace, { params: {}, body: { workspaceId: self.workspaceId } }),
    // A full load, so nothing of the workspace stays in memory.
    onSuccess: () => window.location.assign(routes.start()),
  })
  return (
    <AlertDialog>
      <AlertDialogTrigger asChild>
        <Button className="self-start">Leave this workspace</Button>
      </AlertDialogTrigger>
      <AlertDialogContent>
        <AlertDialogHeading
          title={`Leave ${visibleText(self.workspaceName)}?`}
          description="You lose access at once. To come back you need another invitation."
        />
        {leave.error === null ? null : (
          <p role="alert" className="text-fail">
            {messageOf(leave.error)}
          </p>
        )}
        <div className="flex flex-wrap justify-end gap-2">
          <AlertDialogCancel asChild>
            <Button>Stay</Button>
          </AlertDialogCancel>
          <Button variant="destructive" pending={leave.isPending || leave.isSuccess} onClick={() => leave.mutate()}>
            Leave workspace
          </Button>
        </div>
      </AlertDialogContent>
    </AlertDialog>
  )
}
