import { compareRuns as contract } from '@/lib/contracts/compare'
import { implement } from '@/lib/http/implement'
import { compareRuns } from '@/lib/services/compare/compare-runs'

export const GET = implement(contract, ({ context, params, query }) => compareRuns(context, { ...params, ...query }))
