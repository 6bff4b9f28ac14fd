import { parsePolicies } from '../../checks/shared/csp'
import { isStagingName } from '../../checks/shared/staging-name'
import type { Immutable } from '../../engine/immutable'
import type { Target } from '../../engine/target'
import type { WebDocuments } from '../../evidence/web-documents'
import type { WebEntry } from '../../evidence/web-entry'
import type { WebFiles } from '../../evidence/web-files'
import type { WebHeads } from '../../evidence/web-heads'
import type { StagingCopy } from '../../evidence/web-staging'
import type { WebTls } from '../../evidence/web-tls'

export type Sources = {
  entry: Immutable<WebEntry>
  documents: Immutable<WebDocuments> | undefined
  heads: Immutable<WebHeads> | undefined
  files: Immutable<WebFiles> | undefined
  tls: Immutable<WebTls> | undefined
}

export type NamedCopy = Pick<StagingCopy, 'host' | 'source'>

const MAX_COPIES = 6

function hostsOf(urls: readonly string[]): string[] {
  return urls.flatMap((url) => URL.parse(url)?.hostname ?? [])
}

function policyHosts(heads: Immutable<WebHeads> | undefined): string[] {
  const values = (heads?.pages ?? []).flatMap(({ headers }) =>
    headers.flatMap(([name = '', value = '']) => (/^content-security-policy/i.test(name) ? [value] : [])),
  )
  return parsePolicies(values)
    .flatMap((policy) => [...policy.values()].flat())
    .flatMap((source) => URL.parse(source.includes('://') ? source : `https://${source}`)?.hostname ?? [])
}

/** Names of copies for tests, those of the project first; each once with the first place it was seen in. */
export function namedCopies(target: Target, site: string, found: readonly string[], sources: Sources): NamedCopy[] {
  const { entry, documents, heads, files, tls } = sources
  const pages = documents?.pages ?? []
  const loads = pages.flatMap(({ facts }) => facts?.loads.map(({ url }) => url) ?? [])
  const links = pages.flatMap(({ facts }) => [
    ...(facts?.links ?? []),
    ...(facts?.forms.map(({ action }) => action) ?? []),
  ])
  const hops = entry.hosts.flatMap(({ http, https }) => [http, https]).flatMap((chain) => chain?.hops ?? [])
  const targets = hops.flatMap(({ location }) => location?.target ?? [])
  const certified = Object.values(tls?.certificates ?? {}).flatMap(({ dnsNames }) => dnsNames)
  const listed = target.hosts.filter(({ role }) => role === 'staging').map(({ name }) => name.toLowerCase())
  const named = (source: StagingCopy['source'], hosts: readonly string[]): NamedCopy[] =>
    hosts.filter((host) => isStagingName(host, site)).map((host) => ({ host, source }))
  const all: NamedCopy[] = [
    ...listed.map((host): NamedCopy => ({ host, source: 'project' })),
    ...found.map((host): NamedCopy => ({ host, source: 'name' })),
    ...named('redirect', hostsOf(targets)),
    ...named('page', hostsOf([...loads, ...links])),
    ...named('policy', policyHosts(heads)),
    ...named('script', hostsOf(files?.files.flatMap(({ innerUrls }) => innerUrls) ?? [])),
    ...named('certificate', certified),
  ]
  const isOther = ({ host, source }: NamedCopy): boolean =>
    source === 'project' || !target.hosts.some(({ name, role }) => role !== 'staging' && name.toLowerCase() === host)
  return [
    ...new Map(
      all
        .filter(isOther)
        .toReversed()
        .map((one) => [one.host, one]),
    ).values(),
  ]
    .toReversed()
    .slice(0, MAX_COPIES)
}
