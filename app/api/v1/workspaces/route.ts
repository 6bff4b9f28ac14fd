import { listWorkspaces } from '@/lib/contracts/workspace'
import { implement } from '@/lib/http/implement'

export const GET = implement(listWorkspaces, async ({ actor }) => ({ items: [...actor.workspaces] }))
