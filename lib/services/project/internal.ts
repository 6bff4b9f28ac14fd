import type { Context } from '../../auth/actor'
import { allowsTestNames } from '../../config'
import { displayName } from '../../contracts/domain'
import { RoadmapId } from '../../contracts/primitives'
import type { ProjectDto } from '../../contracts/project'
import { TargetDto } from '../../contracts/target'
import type { Transaction } from '../../db/client'
import { AppError, type FieldProblem, invalidField, notFound } from '../../errors'

const SELECT = {
  id: true,
  name: true,
  domain: true,
  roadmap: true,
  canonicalHost: true,
  profile: true,
  archivedAt: true,
  createdAt: true,
  updatedAt: true,
  hosts: { select: { name: true, role: true, owner: true }, orderBy: { position: 'asc' } },
  urls: { select: { url: true, purpose: true }, orderBy: { position: 'asc' } },
  sendingDomains: {
    select: { domain: true, provider: true, returnPath: true, selectors: true },
    orderBy: { position: 'asc' },
  },
  client: { select: { id: true, name: true } },
  workspace: { select: { slug: true } },
} as const

async function find(tx: Transaction, context: Context, projectId: string) {
  return tx.project.findFirst({ where: { id: projectId, workspaceId: context.workspaceId }, select: SELECT })
}

type Row = NonNullable<Awaited<ReturnType<typeof find>>>

/** What a run of this project looks at. Stored rows are parsed again: they may be older than this version. */
function targetOf(row: Row): TargetDto {
  return TargetDto.parse({
    domain: row.domain,
    ...(row.canonicalHost === null ? {} : { canonicalHost: row.canonicalHost }),
    hosts: row.hosts.map(({ owner, ...host }) => (owner === null ? host : { ...host, owner })),
    urls: row.urls,
    sending: row.sendingDomains.map((sending) => ({
      domain: sending.domain,
      ...(sending.provider === null ? {} : { provider: sending.provider }),
      ...(sending.returnPath === null ? {} : { returnPath: sending.returnPath }),
      ...(sending.selectors.length === 0 ? {} : { selectors: sending.selectors }),
    })),
    profile: row.profile,
  })
}

/** A project of the workspace of the context, or `not-found`. */
export async function projectInWorkspace(tx: Transaction, context: Context, projectId: string): Promise<ProjectDto> {
  const row = await find(tx, context, projectId)
  if (row === null) throw notFound()
  return {
    id: row.id,
    workspaceId: context.workspaceId,
    workspaceSlug: row.workspace.slug,
    name: row.name,
    roadmap: RoadmapId.parse(row.roadmap),
    displayDomain: displayName(row.domain),
    client: row.client,
    target: targetOf(row),
    archivedAt: row.archivedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  }
}

/** Throws `invalid` for names that only exist in the laboratory network, unless it is on. */
export function refuseTestNames(names: readonly { field: string; host: string }[]): void {
  if (allowsTestNames()) return
  const fields: FieldProblem[] = names
    .filter(({ host }) => host === 'test' || host.endsWith('.test'))
    .map(({ field }) => ({
      name: field,
      reason: 'Names under .test are reserved and do not exist on the public internet.',
    }))
  if (fields.length > 0) throw new AppError('invalid', { fields })
}

/** Throws `invalid` when a list names the same thing twice. */
export function refuseTwins(list: string, keys: readonly string[]): void {
  const fields = keys.flatMap((key, index) =>
    keys.indexOf(key) === index ? [] : [{ name: `${list}.${index}`, reason: 'This is listed twice' }],
  )
  if (fields.length > 0) throw new AppError('invalid', { fields })
}

/** Throws `invalid` for key addresses whose host is not among the hosts of the project. */
export function refuseForeignUrls(urls: readonly { url: string }[], hosts: readonly { name: string }[]): void {
  const known = new Set(hosts.map((host) => host.name))
  const fields = urls.flatMap(({ url }, index) => {
    const { hostname } = new URL(url)
    return known.has(hostname)
      ? []
      : [{ name: `urls.${index}.url`, reason: `${hostname} is not one of the hosts of this project. Add it first` }]
  })
  if (fields.length > 0) throw new AppError('invalid', { fields })
}

/** Throws `invalid` for a client this workspace does not have; keeps it from being removed until the transaction ends. */
export async function requireClient(tx: Transaction, context: Context, clientId: string): Promise<void> {
  const rows = await tx.$queryRaw<unknown[]>`
    select 1 from client where workspace_id = ${context.workspaceId}::uuid and id = ${clientId}::uuid for share`
  if (rows.length === 0) throw invalidField('clientId', 'This client was removed. Choose another one')
}
