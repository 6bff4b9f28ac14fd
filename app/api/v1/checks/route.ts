import { listChecks as contract } from '@/lib/contracts/catalogue'
import { implement } from '@/lib/http/implement'
import { listChecks } from '@/lib/services/catalogue/list-checks'
import { metaDto } from '@/lib/services/run/internal'

export const GET = implement(contract, async ({ query }) => ({ items: listChecks(query.roadmap).map(metaDto) }))
