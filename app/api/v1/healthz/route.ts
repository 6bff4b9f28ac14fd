import { healthz } from '@/lib/contracts/catalogue'
import { implement } from '@/lib/http/implement'

export const dynamic = 'force-dynamic'

export const GET = implement(healthz, async () => ({ status: 'ok' as const }))
