import type { Target } from '../../engine/target'
import type { ServedSite } from './served-site'

function plain(name: string): string {
  return name.toLowerCase().replace(/\.$/, '')
}

/**
 * The site visitors come to first: the canonical host where it serves one, else the first of apex and
 * www that does, followed by the first host of role app.
 */
export function mainSites(sites: readonly ServedSite[], target: Target): ServedSite[] {
  const serving = sites.filter((site) => site.state === 'ok' && site.finalUrl !== '')
  const canonical = target.canonicalHost === undefined ? undefined : plain(target.canonicalHost)
  const apex = plain(target.domain)
  const home =
    serving.find((site) => site.host === canonical) ??
    serving.find((site) => site.host === apex) ??
    serving.find((site) => site.host === `www.${apex}`) ??
    serving.find((site) => site.roles.includes('marketing') || site.roles.includes('www'))
  const app = serving.find((site) => site.roles.includes('app') && site !== home)
  return [home, app].filter((site) => site !== undefined)
}
