import type { Context } from '../../auth/actor'
import type { ProjectDto } from '../../contracts/project'
import type { HostDto } from '../../contracts/target'
import { changeProject } from './change-project'
import { refuseTestNames, refuseTwins } from './internal'
import { writeHosts } from './put-parts'

/** Replaces the confirmed hosts. Key addresses on removed hosts and a removed canonical host go with them. */
export async function putHosts(context: Context, projectId: string, hosts: readonly HostDto[]): Promise<ProjectDto> {
  refuseTestNames(hosts.map((host, index) => ({ field: `hosts.${index}.name`, host: host.name })))
  refuseTwins(
    'hosts',
    hosts.map((host) => host.name),
  )
  return changeProject(context, projectId, {
    action: 'project.hosts',
    describe: ({ target }) => target.hosts.map(({ name, role }) => ({ name, role })),
    write: async (tx, before) => {
      await writeHosts(tx, { workspaceId: context.workspaceId, projectId }, hosts)
      const { canonicalHost } = before.target
      if (canonicalHost === undefined || hosts.some((host) => host.name === canonicalHost)) return
      await tx.project.updateMany({
        where: { id: projectId, workspaceId: context.workspaceId },
        data: { canonicalHost: null },
      })
    },
  })
}
