import type { Immutable } from '../../../engine/immutable'
import type { EdgeHost } from '../../../evidence/web-edge'
import { type DetectedEdge, detectEdges } from './detect'

/** Which floods a network takes on by itself: of requests as well, or of packets only (layers 3 and 4). */
const FLOODS: Readonly<Record<string, 'requests' | 'packets'>> = {
  cloudflare: 'requests',
  vercel: 'requests',
  netlify: 'requests',
  fastly: 'requests',
  akamai: 'requests',
  bunny: 'requests',
  imperva: 'requests',
  sucuri: 'requests',
  gcore: 'requests',
  'ddos-guard': 'requests',
  'github-pages': 'requests',
  cloudfront: 'packets',
  google: 'packets',
  azure: 'packets',
  keycdn: 'packets',
  render: 'packets',
  railway: 'packets',
  fly: 'packets',
  heroku: 'packets',
}

/** Names of load balancers and hosting whose owner says that it filters floods of packets. */
const BALANCERS: readonly (readonly [suffix: string, name: string])[] = [
  ['elb.amazonaws.com', 'AWS load balancer'],
  ['awsglobalaccelerator.com', 'AWS Global Accelerator'],
  ['amazonaws.com', 'AWS'],
  ['cloudapp.azure.com', 'Azure'],
  ['azurewebsites.net', 'Azure App Service'],
  ['run.app', 'Google Cloud Run'],
  ['appspot.com', 'Google App Engine'],
  ['web.app', 'Firebase Hosting'],
  ['ondigitalocean.app', 'DigitalOcean App Platform'],
]

export type FloodShield = { name: string; floods: 'requests' | 'packets'; sure: boolean }

function shieldOf({ provider, confidence }: DetectedEdge): FloodShield[] {
  const floods = FLOODS[provider.id]
  return floods === undefined || confidence === 'hint'
    ? []
    : // Only the platform itself sends its marks: it is the server.
      [{ name: provider.name, floods, sure: confidence === 'confirmed' || provider.kind === 'platform' }]
}

function balancerOf(host: Immutable<EdgeHost>): FloodShield[] {
  const found = BALANCERS.find(([suffix]) => host.aliases.some((alias) => alias.endsWith(`.${suffix}`)))
  return found === undefined ? [] : [{ name: found[1], floods: 'packets', sure: true }]
}

const rank = ({ floods, sure }: FloodShield): number => (floods === 'requests' ? 0 : 2) + (sure ? 0 : 1)

/** The best protection in front of a host that left marks, or undefined. */
export function floodShield(host: Immutable<EdgeHost>): FloodShield | undefined {
  const found = [...detectEdges(host).flatMap(shieldOf), ...balancerOf(host)]
  return found.toSorted((a, b) => rank(a) - rank(b))[0]
}
