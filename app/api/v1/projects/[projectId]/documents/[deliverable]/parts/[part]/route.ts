import { writeDocumentPart as contract } from '@/lib/contracts/deliverable'
import { implement } from '@/lib/http/implement'
import { writeDocumentPart } from '@/lib/services/deliverable/write-part'

export const PUT = implement(contract, ({ context, params, body }) =>
  writeDocumentPart(context, { ...params, ...body }),
)
