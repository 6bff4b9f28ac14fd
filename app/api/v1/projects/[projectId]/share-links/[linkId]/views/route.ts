import { listShareViews } from '@/lib/contracts/share'
import { implement } from '@/lib/http/implement'
import { listViews } from '@/lib/services/share/list-links'

export const GET = implement(listShareViews, ({ context, params }) => listViews(context, params))
