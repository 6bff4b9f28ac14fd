import type { Context } from '../../auth/actor'
import type { ProjectDto } from '../../contracts/project'
import type { HostDto } from '../../contracts/target'
import { invalidField } from '../../errors'
import { dismissedOf, writeDismissed } from '../suggestion/dismissed'
import { changeProject } from './change-project'
import { refuseTestNames } from './internal'
import { writeHosts } from './put-parts'

const MAX_HOSTS = 50

const describe = ({ target }: ProjectDto) => target.hosts.map(({ name, role }) => ({ name, role }))

/** Confirms one more host; one that is listed gets the new role. A name that was set aside no longer is. */
export async function addHost(context: Context, projectId: string, host: HostDto): Promise<ProjectDto> {
  refuseTestNames([{ field: 'name', host: host.name }])
  return changeProject(context, projectId, {
    action: 'project.hosts',
    describe,
    write: async (tx, { target }) => {
      const place = { workspaceId: context.workspaceId, projectId }
      const isListed = target.hosts.some(({ name }) => name === host.name)
      if (!isListed && target.hosts.length >= MAX_HOSTS)
        throw invalidField('name', `A project can have ${MAX_HOSTS} hosts. Take one out first`)
      const changed = target.hosts.map((one) => (one.name === host.name ? { ...one, ...host } : one))
      await writeHosts(tx, place, isListed ? changed : [...target.hosts, host])
      const aside = await dismissedOf(tx, place)
      if (aside.includes(host.name))
        await writeDismissed(tx, context, { projectId, value: aside.filter((name) => name !== host.name) })
    },
  })
}

/** Takes one host out; its key addresses go with it, and so does a canonical host of that name. */
export async function removeHost(context: Context, projectId: string, name: string): Promise<ProjectDto> {
  return changeProject(context, projectId, {
    action: 'project.hosts',
    describe,
    write: async (tx, { target }) => {
      const place = { workspaceId: context.workspaceId, projectId }
      await writeHosts(
        tx,
        place,
        target.hosts.filter((host) => host.name !== name),
      )
      if (target.canonicalHost !== name) return
      await tx.project.updateMany({
        where: { id: projectId, workspaceId: context.workspaceId },
        data: { canonicalHost: null },
      })
    },
  })
}
