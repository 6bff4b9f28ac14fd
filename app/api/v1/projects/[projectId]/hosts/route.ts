import { putHosts as contract } from '@/lib/contracts/project'
import { implement } from '@/lib/http/implement'
import { putHosts } from '@/lib/services/project/put-hosts'

export const PUT = implement(contract, ({ context, params, body }) => putHosts(context, params.projectId, body.hosts))
