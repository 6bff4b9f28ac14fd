import { allow, type Context } from '../../auth/actor'
import type { InputDto } from '../../contracts/input'
import { projectInWorkspace } from '../project/internal'
import { inContext } from '../transaction'
import { inputDto, inputsOf } from './internal'

/** What people answered about a project. */
export async function listInputs(context: Context, projectId: string): Promise<{ inputs: InputDto[] }> {
  allow(context, 'project.read')
  return inContext(context, async (tx) => {
    await projectInWorkspace(tx, context, projectId)
    const rows = await inputsOf(tx, { workspaceId: context.workspaceId, projectId })
    return { inputs: rows.map(inputDto) }
  })
}
