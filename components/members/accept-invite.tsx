'use client'

import { useMutation } from '@tanstack/react-query'
import { messageOf } from '@/components/data/api-error'
import { call } from '@/components/data/call'
import { endpoints } from '@/components/data/endpoints'
import { Button } from '@/components/ui/button'
import { FormMessage } from '@/components/ui/form-message'
import { routes } from '@/lib/routes'

/** One press, so that a mail scanner that opens the link does not use it up. */
export function AcceptInvite({ token }: { token: string }) {
  const accept = useMutation({
    mutationFn: () => call(endpoints.acceptInvite, { params: {}, body: { token } }),
    onSuccess: ({ workspace }) => window.location.assign(routes.projects(workspace.slug)),
  })
  return (
    <div className="flex flex-col gap-4">
      {accept.error === null ? null : <FormMessage text={messageOf(accept.error)} />}
      <Button variant="primary" pending={accept.isPending || accept.isSuccess} onClick={() => accept.mutate()}>
        Join workspace
      </Button>
    </div>
  )
}
