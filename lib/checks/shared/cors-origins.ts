import type { Target } from '../../engine/target'
import { isOwnDomain, plainHost } from './web-hosts'

/** The origins from which visitors of a project call its API: the main address and every app host. */
export function frontendOrigins(target: Target, main = plainHost(target.canonicalHost ?? target.domain)): string[] {
  const apps = target.hosts.filter(({ role }) => role === 'app').map(({ name }) => plainHost(name))
  return [...new Set([main, ...apps])].map((host) => `https://${host}`)
}

/** One page that calls the API from another origin. `declared`: the project names this address of the API. */
export type CorsPair = { origin: string; url: string; declared: boolean }

const MAX_URLS = 2
const MAX_PAIRS = 4

function apiUrls(target: Target): { url: string; declared: boolean }[] {
  const own = target.urls.filter(({ url }) => isOwnDomain(target, URL.parse(url)?.hostname ?? ''))
  const declared = own.filter(({ purpose }) => purpose === 'api').map(({ url }) => ({ url, declared: true }))
  if (declared.length > 0) return declared.slice(0, MAX_URLS)
  const hosts = target.hosts.filter(({ role }) => role === 'api').map(({ name }) => plainHost(name))
  return hosts.slice(0, MAX_URLS).map((host) => {
    const known = own.find(({ url, purpose }) => purpose === 'health' && URL.parse(url)?.hostname === host)
    return { url: known?.url ?? `https://${host}/`, declared: false }
  })
}

const withoutWww = (origin: string): string => origin.replace('://www.', '://')

/**
 * Which pages call which addresses of the API across origins. Apex and www count as one: which of them
 * visitors end on is another question.
 */
export function corsPairs(target: Target, main?: string): CorsPair[] {
  const origins = frontendOrigins(target, main)
  return apiUrls(target)
    .flatMap(({ url, declared }) =>
      origins
        .filter((origin) => withoutWww(origin) !== withoutWww(URL.parse(url)?.origin ?? ''))
        .map((origin) => ({ origin, url, declared })),
    )
    .slice(0, MAX_PAIRS)
}
