import { updateTriage as contract } from '@/lib/contracts/triage'
import { implement } from '@/lib/http/implement'
import { updateTriage } from '@/lib/services/triage/update-triage'

export const PATCH = implement(contract, ({ context, params, body }) => updateTriage(context, { ...params, ...body }))
