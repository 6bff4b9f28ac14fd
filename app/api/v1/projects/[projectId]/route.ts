import {
  deleteProject as deleteContract,
  getProject as getContract,
  updateProject as updateContract,
} from '@/lib/contracts/project'
import { implement } from '@/lib/http/implement'
import { deleteProject } from '@/lib/services/project/delete-project'
import { getProject } from '@/lib/services/project/get-project'
import { updateProject } from '@/lib/services/project/update-project'

export const GET = implement(getContract, ({ context, params }) => getProject(context, params.projectId))

export const PATCH = implement(updateContract, ({ context, params, body }) =>
  updateProject(context, params.projectId, body),
)

export const DELETE = implement(deleteContract, async ({ context, params, body }) => {
  await deleteProject(context, params.projectId, body.name)
  return { deleted: true as const }
})
