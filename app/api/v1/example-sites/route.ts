import { listExampleSites as contract } from '@/lib/contracts/workspace'
import { implement } from '@/lib/http/implement'
import { listExampleSites } from '@/lib/services/catalogue/list-example-sites'

export const GET = implement(contract, async () => ({ items: listExampleSites() }))
