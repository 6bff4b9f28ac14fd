import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import { allow, type Context } from '../../auth/actor'
import { displayName, startingPoint } from '../../contracts/domain'
import type { createProject as contract, ProjectDto } from '../../contracts/project'
import type { Transaction } from '../../db/client'
import { isUniqueViolation } from '../../db/problems'
import { AppError } from '../../errors'
import { audit, inContext } from '../transaction'
import { projectInWorkspace, refuseForeignUrls, refuseTestNames, refuseTwins, requireClient } from './internal'
import { writeHosts, writeSending, writeUrls } from './put-parts'

type Input = z.output<typeof contract.body>

const MOST_PROJECTS = 500

function checked(input: Input) {
  const start = input.hosts === undefined ? startingPoint(input.domain) : { domain: input.domain, hosts: input.hosts }
  const urls = input.urls ?? []
  const sending = input.sending ?? []
  refuseTestNames([
    { field: 'domain', host: start.domain },
    ...start.hosts.map((host, index) => ({ field: `hosts.${index}.name`, host: host.name })),
    ...sending.map((entry, index) => ({ field: `sending.${index}.domain`, host: entry.domain })),
  ])
  refuseTwins(
    'hosts',
    start.hosts.map((host) => host.name),
  )
  refuseForeignUrls(urls, start.hosts)
  return { ...start, urls, sending, name: input.name ?? displayName(start.domain) }
}

async function refuseTooMany(tx: Transaction, context: Context): Promise<void> {
  const count = await tx.project.count({ where: { workspaceId: context.workspaceId } })
  if (count >= MOST_PROJECTS) throw new AppError('limit', { detail: `A workspace can have ${MOST_PROJECTS} projects.` })
}

/** Adds a project. A name that is taken in this workspace is a conflict. */
export async function createProject(context: Context, input: Input): Promise<ProjectDto> {
  allow(context, 'project.create')
  const { domain, hosts, urls, sending, name } = checked(input)
  const place = { workspaceId: context.workspaceId, projectId: randomUUID() }
  try {
    return await inContext(context, async (tx) => {
      await refuseTooMany(tx, context)
      if (input.clientId !== undefined) await requireClient(tx, context, input.clientId)
      await tx.project.createMany({
        data: [
          {
            id: place.projectId,
            workspaceId: place.workspaceId,
            name,
            domain,
            roadmap: input.roadmap,
            clientId: input.clientId ?? null,
            canonicalHost: input.canonicalHost ?? null,
            profile: { ...input.profile },
          },
        ],
      })
      await writeHosts(tx, place, hosts)
      await writeUrls(tx, place, urls)
      await writeSending(tx, place, sending)
      const target = { kind: 'project', id: place.projectId }
      await audit(tx, context, { action: 'project.created', target, change: { after: { name, domain } } })
      return projectInWorkspace(tx, context, place.projectId)
    })
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    throw new AppError('conflict', {
      detail: `There is already a project called ${name}. Open it, or choose another name.`,
      fields: [{ name: 'name', reason: 'This name is taken' }],
      cause: error,
    })
  }
}
