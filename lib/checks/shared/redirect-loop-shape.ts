import { hostOfUrl } from './web-hosts'
import { type Chain, type Hop, headerValue } from './web-look'

export type LoopShape = 'flexible' | 'proxyProto' | 'apexWww' | 'slash' | 'growing' | 'signIn' | 'circle'

const bareHost = (url: string): string => hostOfUrl(url).replace(/^www\./, '')

function withoutSlash(url: string): string {
  const [path = '', query = ''] = url.split('?', 2)
  return `${path.replace(/\/+$/, '')}?${query}`
}

/** The hops a chain goes round in, from the first time it met the URL it came back to. */
export function loopHops(chain: Chain): Hop[] {
  const back = chain.hops.at(-1)?.location?.target ?? null
  const from = chain.hops.findIndex((hop) => hop.url === back)
  return chain.hops.slice(Math.max(0, from)).map((hop) => hop)
}

function behindCloudflare(hops: readonly Hop[]): boolean {
  return hops.some((hop) => headerValue(hop, 'cf-ray') !== '' || /^cloudflare$/i.test(headerValue(hop, 'server')))
}

/** Which mistake makes a looping chain go round, judged from the URLs and headers of the loop. */
export function loopShape(chain: Chain): LoopShape {
  if (chain.loop === 'growing') return 'growing'
  const hops = loopHops(chain)
  const urls = [...new Set(hops.map((hop) => hop.url))]
  const hosts = new Set(urls.map(hostOfUrl))
  const schemes = new Set(urls.map((url) => URL.parse(url)?.protocol))
  const secure = urls.every((url) => url.startsWith('https:'))
  if ((urls.length === 1 && secure) || (schemes.size === 2 && hosts.size === 1)) {
    return behindCloudflare(hops) ? 'flexible' : 'proxyProto'
  }
  if (hosts.size === 2 && new Set(urls.map(bareHost)).size === 1) return 'apexWww'
  if (urls.length === 2 && new Set(urls.map(withoutSlash)).size === 1) return 'slash'
  if (urls.some((url) => /\/(?:login|log-in|signin|sign-in|auth|oauth2?|sso|session)\b/i.test(url))) return 'signIn'
  return 'circle'
}

/** Who answered each hop of a loop, by the headers it sent: `https://acme.io/ by cloudflare`. */
export function loopSenders(chain: Chain): string[] {
  return loopHops(chain).map((hop) => {
    const by = ['server', 'x-powered-by', 'via', 'x-redirect-by']
      .map((name) => headerValue(hop, name))
      .filter((value) => value !== '')
    return `${hop.url} -> ${hop.location?.raw ?? ''}${by.length === 0 ? '' : ` by ${by.join(', ')}`}`
  })
}
