import { createWorkspace as createContract } from '@/lib/contracts/member'
import { listWorkspaces } from '@/lib/contracts/workspace'
import { implement } from '@/lib/http/implement'
import { createWorkspace } from '@/lib/services/workspace/create-workspace'

export const GET = implement(listWorkspaces, async ({ actor }) => ({ items: [...actor.workspaces] }))

export const POST = implement(createContract, ({ actor, body, caller }) => createWorkspace(actor, body.name, caller))
