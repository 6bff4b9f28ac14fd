import type { z } from 'zod'
import type { Context } from '../../auth/actor'
import type { updateProject as contract, ProjectDto } from '../../contracts/project'
import { isUniqueViolation } from '../../db/problems'
import { AppError, invalidField } from '../../errors'
import { changeProject } from './change-project'
import { requireClient } from './internal'

type Input = z.output<typeof contract.body>

/** Changes name, roadmap, client or canonical host; what is left out stays. */
export async function updateProject(context: Context, projectId: string, input: Input): Promise<ProjectDto> {
  try {
    return await changeProject(context, projectId, {
      action: 'project.changed',
      describe: ({ name, roadmap, client, target }) => ({
        name,
        roadmap,
        client: client?.name ?? null,
        canonicalHost: target.canonicalHost ?? null,
      }),
      write: async (tx, before) => {
        const { canonicalHost, clientId } = input
        if (typeof clientId === 'string') await requireClient(tx, context, clientId)
        if (typeof canonicalHost === 'string' && !before.target.hosts.some((host) => host.name === canonicalHost)) {
          throw invalidField('canonicalHost', 'Choose one of the hosts of this project')
        }
        await tx.project.updateMany({
          where: { id: projectId, workspaceId: context.workspaceId },
          data: {
            ...(input.name === undefined ? {} : { name: input.name }),
            ...(input.roadmap === undefined ? {} : { roadmap: input.roadmap }),
            ...(clientId === undefined ? {} : { clientId }),
            ...(canonicalHost === undefined ? {} : { canonicalHost }),
          },
        })
      },
    })
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    throw new AppError('conflict', { fields: [{ name: 'name', reason: 'This name is taken' }], cause: error })
  }
}
