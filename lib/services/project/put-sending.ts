import type { Context } from '../../auth/actor'
import type { ProjectDto } from '../../contracts/project'
import type { SendingDto } from '../../contracts/target'
import { changeProject } from './change-project'
import { refuseTestNames, refuseTwins } from './internal'
import { writeSending } from './put-parts'

/** Replaces the domains that send mail for the project. */
export async function putSending(
  context: Context,
  projectId: string,
  sending: readonly SendingDto[],
): Promise<ProjectDto> {
  refuseTestNames(sending.map((entry, index) => ({ field: `sending.${index}.domain`, host: entry.domain })))
  refuseTwins(
    'sending',
    sending.map((entry) => entry.domain),
  )
  return changeProject(context, projectId, {
    action: 'project.sending',
    describe: ({ target }) => target.sending.map(({ domain }) => domain),
    write: (tx) => writeSending(tx, { workspaceId: context.workspaceId, projectId }, sending),
  })
}
