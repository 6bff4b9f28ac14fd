import { deleteWorkspace as deleteContract, renameWorkspace as renameContract } from '@/lib/contracts/member'
import { implement } from '@/lib/http/implement'
import { deleteWorkspace } from '@/lib/services/workspace/delete-workspace'
import { renameWorkspace } from '@/lib/services/workspace/rename-workspace'

export const PATCH = implement(renameContract, ({ context, body }) => renameWorkspace(context, body.name))

export const DELETE = implement(deleteContract, ({ context, body }) => deleteWorkspace(context, body.name))
