import { listDocumentParts as contract } from '@/lib/contracts/deliverable'
import { implement } from '@/lib/http/implement'
import { listDocumentParts } from '@/lib/services/deliverable/list-parts'

export const GET = implement(contract, ({ context, params }) => listDocumentParts(context, params.projectId))
