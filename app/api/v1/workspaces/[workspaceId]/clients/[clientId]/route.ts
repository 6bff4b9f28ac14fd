import { deleteClient as deleteContract, renameClient as renameContract } from '@/lib/contracts/client'
import { implement } from '@/lib/http/implement'
import { deleteClient, renameClient } from '@/lib/services/client/change-client'

export const PATCH = implement(renameContract, ({ context, params, body }) =>
  renameClient(context, { clientId: params.clientId, name: body.name }),
)

export const DELETE = implement(deleteContract, ({ context, params }) => deleteClient(context, params.clientId))
