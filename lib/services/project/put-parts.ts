import type { HostDto, SendingDto, UrlDto } from '../../contracts/target'
import type { Transaction } from '../../db/client'

type Place = { workspaceId: string; projectId: string }

/** Replaces the hosts of a project; key addresses on hosts that are gone go with them. */
export async function writeHosts(tx: Transaction, place: Place, hosts: readonly HostDto[]): Promise<void> {
  await tx.host.deleteMany({ where: place })
  await tx.host.createMany({
    data: hosts.map(({ owner, ...host }, position) => ({ ...place, ...host, owner: owner ?? null, position })),
  })
  const names = new Set(hosts.map((host) => host.name))
  const urls = await tx.url.findMany({ where: place, select: { id: true, url: true } })
  const orphans = urls.filter(({ url }) => !names.has(new URL(url).hostname)).map(({ id }) => id)
  if (orphans.length > 0) await tx.url.deleteMany({ where: { ...place, id: { in: orphans } } })
}

export async function writeUrls(tx: Transaction, place: Place, urls: readonly UrlDto[]): Promise<void> {
  await tx.url.deleteMany({ where: place })
  await tx.url.createMany({ data: urls.map((url, position) => ({ ...place, ...url, position })) })
}

export async function writeSending(tx: Transaction, place: Place, sending: readonly SendingDto[]): Promise<void> {
  await tx.sendingDomain.deleteMany({ where: place })
  await tx.sendingDomain.createMany({
    data: sending.map((entry, position) => ({
      ...place,
      domain: entry.domain,
      provider: entry.provider ?? null,
      returnPath: entry.returnPath ?? null,
      selectors: entry.selectors ?? [],
      position,
    })),
  })
}
