import type { Target } from '../../engine/target'
import type { ServedSite } from './served-site'

function plain(name: string): string {
  return name.toLowerCase().replace(/\.$/, '')
}

/**
 * The site visitors come to first: the canonical host where it serves one, else the first of apex and
 * www that does, followed by the first host of role app. Where none serves a page, the one that should:
 * its silence is a fact as well.
 */
export function mainSites(sites: readonly ServedSite[], target: Target): ServedSite[] {
  const canonical = target.canonicalHost === undefined ? undefined : plain(target.canonicalHost)
  const apex = plain(target.domain)
  const firstOf = (some: readonly ServedSite[]): ServedSite | undefined =>
    some.find((site) => site.host === canonical) ??
    some.find((site) => site.host === apex) ??
    some.find((site) => site.host === `www.${apex}`) ??
    some.find((site) => site.roles.includes('marketing') || site.roles.includes('www'))
  const serving = sites.filter((site) => site.state === 'ok' && site.finalUrl !== '')
  const home = firstOf(serving) ?? firstOf(sites.filter((site) => site.state !== 'redirects'))
  const app = serving.find((site) => site.roles.includes('app') && site !== home)
  return [home, app].filter((site) => site !== undefined)
}

/** The address of the first page of a site. */
export function homeOf({ finalUrl, origin }: ServedSite): string {
  return finalUrl === '' ? `${origin}/` : finalUrl
}
