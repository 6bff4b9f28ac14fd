import { readyz } from '@/lib/contracts/catalogue'
import { implement, Reply } from '@/lib/http/implement'
import { readiness } from '@/lib/services/readiness'

export const dynamic = 'force-dynamic'

export const GET = implement(readyz, async () => {
  const state = await readiness()
  const ready = state.status === 'ready'
  return new Reply(state, { status: ready ? 200 : 503, headers: ready ? {} : { 'retry-after': '2' } })
})
