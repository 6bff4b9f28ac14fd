import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { ApiError } from './api-error'

const FINAL: ReadonlySet<string> = new Set(['unauthenticated', 'forbidden', 'not-found', 'invalid', 'cross-site'])

type Options = { onSignedOut?: () => void }

/** One client per request on the server, one per tab in the browser. */
export function makeQueryClient({ onSignedOut }: Options = {}): QueryClient {
  function onError(error: unknown) {
    if (error instanceof ApiError && error.code === 'unauthenticated') onSignedOut?.()
  }
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        // The page arrives with its data; live changes come over the stream.
        staleTime: 30_000,
        retry: (failures, error) => failures < 2 && !(error instanceof ApiError && FINAL.has(error.code)),
      },
      // A save is sent once and now: without a line it fails with a sentence instead of waiting unseen.
      mutations: { retry: false, networkMode: 'always' },
    },
  })
}
