import { getEvidence as contract } from '@/lib/contracts/run'
import { implement } from '@/lib/http/implement'
import { getEvidence } from '@/lib/services/run/get-evidence'

export const GET = implement(contract, ({ context, params }) => getEvidence(context, params))
