'use client'

import { useQuery } from '@tanstack/react-query'
import { messageOf } from '@/components/data/api-error'
import { call } from '@/components/data/call'
import { endpoints } from '@/components/data/endpoints'
import { Button } from '@/components/ui/button'
import { PageHeader } from '@/components/ui/section'
import { Ago } from '@/components/ui/time'
import { InstallationResult } from './installation-result'

/** How audits of this installation reach the network, looked at when the page opens and when somebody asks again. */
export function InstallationView({ workspaceId }: { workspaceId: string }) {
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ['workspace', workspaceId, 'installation'],
    queryFn: ({ signal }) => call(endpoints.lookAtInstallation, { params: { workspaceId }, signal }),
    // A look sends questions: only a person asks for another one.
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnReconnect: false,
    refetchOnWindowFocus: false,
    retry: false,
  })
  return (
    <div className="flex max-w-document flex-col gap-6">
      <PageHeader title="Installation">
        <Button pending={isFetching} pendingLabel="Looking" onClick={() => void refetch()}>
          Look again
        </Button>
      </PageHeader>
      <p className="text-muted-foreground">
        Audits see DNS through the resolvers of this installation. Here is what those can do, and what would make their
        answers differ from those your customers get.
      </p>
      {error === null ? null : (
        <p role="alert" className="text-fail">
          We could not look. {messageOf(error)}
        </p>
      )}
      {data === undefined ? null : (
        <div aria-busy={isFetching} className="transition-opacity duration-100 aria-busy:opacity-60">
          <InstallationResult look={data} />
        </div>
      )}
      <p role="status" className="text-muted-foreground">
        {isFetching ? 'Asking every resolver. Silent ones take up to half a minute.' : null}
        {isFetching || data === undefined ? null : (
          <>
            Looked <Ago at={data.lookedAt} />, in {data.ms} ms.
          </>
        )}
      </p>
    </div>
  )
}
