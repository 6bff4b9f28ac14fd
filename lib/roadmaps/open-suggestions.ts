import { type HostSuggestions, hostSuggestions, type NameSource } from '../evidence/host-suggestions'

/** Evidence as it is stored, and what the project says about hosts by now. */
export type SuggestionView = {
  row: { version: number; status: string; value: unknown } | undefined
  hosts: readonly string[]
  dismissed: readonly string[]
}

export type OpenSuggestions = {
  hosts: (Pick<HostSuggestions['hosts'][number], 'name' | 'role'> & { unresolved: boolean; seen: string[] })[]
  dismissed: string[]
  more: number
  unread: string[]
}

const WORDS: Readonly<Record<NameSource, (at: string) => string>> = {
  redirect: (at) => `${at} redirects to it`,
  link: (at) => `${at} links to it`,
  load: (at) => `${at} loads something from it`,
  'mail-server': (at) => `It is the mail server in ${at}`,
  alias: (at) => `It is the target of ${at}`,
  certificate: (at) => `The certificate of ${at} names it`,
  'common-name': () => 'It is a usual name and exists in DNS',
}

/** What the last look suggests and nobody has decided about yet; undefined where there is nothing to read. */
export function openSuggestions({ row, hosts, dismissed }: SuggestionView): OpenSuggestions | undefined {
  if (row === undefined || row.status !== 'ok' || row.version !== hostSuggestions.version) return undefined
  const parsed = hostSuggestions.schema.safeParse(row.value)
  if (!parsed.success) return undefined
  const { data } = parsed
  const listed = new Set(hosts)
  const aside = new Set(dismissed)
  const fresh = data.hosts.filter(({ name }) => !listed.has(name))
  return {
    hosts: fresh
      .filter(({ name }) => !aside.has(name))
      .map(({ name, role, dns, seen }) => ({
        name,
        role,
        unresolved: dns === 'open',
        seen: seen.map(({ source, at }) => WORDS[source](at)),
      })),
    dismissed: fresh.filter(({ name }) => aside.has(name)).map(({ name }) => name),
    more: data.leftOut.tooMany,
    unread: data.unread,
  }
}
