import { putHosts as putContract } from '@/lib/contracts/project'
import { addHost as addContract, removeHost as removeContract } from '@/lib/contracts/suggestion'
import { implement } from '@/lib/http/implement'
import { addHost, removeHost } from '@/lib/services/project/change-host'
import { putHosts } from '@/lib/services/project/put-hosts'

export const PUT = implement(putContract, ({ context, params, body }) =>
  putHosts(context, params.projectId, body.hosts),
)

export const POST = implement(addContract, ({ context, params, body }) => addHost(context, params.projectId, body))

export const DELETE = implement(removeContract, ({ context, params, body }) =>
  removeHost(context, params.projectId, body.name),
)
