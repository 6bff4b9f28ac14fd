import type { Context } from '../../auth/actor'
import type { ProjectDto } from '../../contracts/project'
import type { ProfileDto } from '../../contracts/target'
import { changeProject } from './change-project'

/** Replaces what the team says about the project; a key left out becomes "not sure". */
export async function putProfile(context: Context, projectId: string, profile: ProfileDto): Promise<ProjectDto> {
  return changeProject(context, projectId, {
    action: 'project.profile',
    describe: ({ target }) => ({ ...target.profile }),
    write: async (tx) => {
      await tx.project.updateMany({
        where: { id: projectId, workspaceId: context.workspaceId },
        data: { profile: { ...profile } },
      })
    },
  })
}
