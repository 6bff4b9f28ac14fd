import { decideDispute as decideContract, dispute as openContract } from '@/lib/contracts/triage'
import { implement } from '@/lib/http/implement'
import { decideDispute, openDispute } from '@/lib/services/triage/dispute'

export const PUT = implement(openContract, ({ context, params, body }) => openDispute(context, { ...params, ...body }))

export const POST = implement(decideContract, ({ context, params, body }) =>
  decideDispute(context, { ...params, ...body }),
)
