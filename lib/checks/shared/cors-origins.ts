import type { Target } from '../../engine/target'
import { plainHost } from './web-hosts'

/** The origins from which visitors of a project call its API: the main address and every app host. */
export function frontendOrigins(target: Target): string[] {
  const main = plainHost(target.canonicalHost ?? target.domain)
  const apps = target.hosts.filter(({ role }) => role === 'app').map(({ name }) => plainHost(name))
  return [...new Set([main, ...apps])].map((host) => `https://${host}`)
}
