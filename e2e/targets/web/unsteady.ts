import type { Handler, LabHost, LabRequest, LabSite } from './types'

/** How a request fails: an error of the server, or a connection that breaks. */
export type Stumble = 'error' | 'reset'

type Failing = { site: LabSite; how: Stumble; offset: number }

const OUTAGE = {
  status: 503,
  headers: [['content-type', 'text/html']] as [string, string][],
  body: '<!doctype html><title>503</title><h1>Service unavailable</h1>',
}

/**
 * The same site where every third request of a host fails, whatever it asks for; `offset` says with which
 * one that begins.
 */
export function everyThird({ site, how, offset }: Failing): LabSite {
  const wrap = (handler: Handler): Handler => {
    let count = offset
    return (request: LabRequest) => {
      count += 1
      if (count % 3 !== 0) return handler(request)
      return how === 'error' ? OUTAGE : { raw: (socket) => socket.destroy() }
    }
  }
  const hosts = site.hosts.map((host): LabHost => {
    const http = host.http === 'closed' ? host.http : wrap(host.http)
    return { ...host, https: wrap(host.https), http, ...(how === 'reset' ? { http1Only: true } : {}) }
  })
  return { ...site, hosts }
}
