import { queryOptions } from '@tanstack/react-query'
import type * as suggestion from '@/lib/contracts/suggestion'
import { call } from './call'
import { endpoint } from './endpoint'

export const suggestionEndpoints = {
  listSuggestions: endpoint<typeof suggestion.listSuggestions>('GET', '/projects/{projectId}/suggestions'),
  dismissSuggestion: endpoint<typeof suggestion.dismissSuggestion>('PUT', '/projects/{projectId}/suggestions'),
  addHost: endpoint<typeof suggestion.addHost>('POST', '/projects/{projectId}/hosts'),
  removeHost: endpoint<typeof suggestion.removeHost>('DELETE', '/projects/{projectId}/hosts'),
  checkHosts: endpoint<typeof suggestion.checkHosts>('POST', '/projects/{projectId}/hosts/check'),
} as const

/** Below the key of its project, so that whatever changes the project reads the suggestions again. */
export function suggestionsOptions(projectId: string) {
  return queryOptions({
    queryKey: ['project', projectId, 'suggestions'],
    queryFn: ({ signal }) => call(suggestionEndpoints.listSuggestions, { params: { projectId }, signal }),
  })
}
