import { queryOptions } from '@tanstack/react-query'
import { call } from '@/components/data/call'
import { endpoint } from '@/components/data/endpoint'
import { keys } from '@/components/data/keys'
import type * as contracts from '@/lib/contracts/deliverable'
import type * as handover from '@/lib/contracts/handover'

export const documentEndpoints = {
  listDocumentParts: endpoint<typeof contracts.listDocumentParts>('GET', '/projects/{projectId}/documents'),
  writeDocumentPart: endpoint<typeof contracts.writeDocumentPart>(
    'PUT',
    '/projects/{projectId}/documents/{deliverable}/parts/{part}',
  ),
  getHandover: endpoint<typeof handover.getHandover>('GET', '/projects/{projectId}/handover'),
} as const

/** Below the key of its project, so that whatever changes the project reads this again. */
export function documentsOptions(projectId: string) {
  return queryOptions({
    queryKey: [...keys.project(projectId), 'documents'] as const,
    queryFn: ({ signal }) => call(documentEndpoints.listDocumentParts, { params: { projectId }, signal }),
  })
}

/** The handover checklist, under the name its own page keeps it. */
export function checklistOptions(projectId: string) {
  return queryOptions({
    queryKey: [...keys.project(projectId), 'handover'] as const,
    queryFn: ({ signal }) => call(documentEndpoints.getHandover, { params: { projectId }, signal }),
  })
}
