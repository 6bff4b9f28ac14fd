import type { Handler, LabSite } from '../targets/web/types'

function slower(handler: Handler, delayMs: number): Handler {
  return (request) => {
    const reply = handler(request)
    return 'raw' in reply ? reply : { ...reply, delayMs: (reply.delayMs ?? 0) + delayMs }
  }
}

/** The same site, whose servers wait before each HTTP answer. Connecting and TLS stay as fast as loopback is. */
export function slowSite(site: LabSite, delayMs: number): LabSite {
  if (delayMs === 0) return site
  return {
    ...site,
    hosts: site.hosts.map((host) => ({
      ...host,
      https: slower(host.https, delayMs),
      http: host.http === 'closed' ? host.http : slower(host.http, delayMs),
    })),
  }
}
