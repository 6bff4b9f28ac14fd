import { createClient as createContract, listClients as listContract } from '@/lib/contracts/client'
import { implement } from '@/lib/http/implement'
import { createClient } from '@/lib/services/client/change-client'
import { listClients } from '@/lib/services/client/list-clients'

export const GET = implement(listContract, ({ context }) => listClients(context))

export const POST = implement(createContract, ({ context, body }) => createClient(context, body.name))
