import { queryOptions } from '@tanstack/react-query'
import { call } from '@/components/data/call'
import { endpoint } from '@/components/data/endpoint'
import { keys } from '@/components/data/keys'
import type * as contracts from '@/lib/contracts/deliverable'

export const documentEndpoints = {
  listDocumentParts: endpoint<typeof contracts.listDocumentParts>('GET', '/projects/{projectId}/documents'),
  writeDocumentPart: endpoint<typeof contracts.writeDocumentPart>(
    'PUT',
    '/projects/{projectId}/documents/{deliverable}/parts/{part}',
  ),
} as const

/** Below the key of its project, so that whatever changes the project reads this again. */
export function documentsOptions(projectId: string) {
  return queryOptions({
    queryKey: [...keys.project(projectId), 'documents'] as const,
    queryFn: ({ signal }) => call(documentEndpoints.listDocumentParts, { params: { projectId }, signal }),
  })
}
