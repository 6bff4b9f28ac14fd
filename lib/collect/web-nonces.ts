import { webCache } from '../evidence/web-cache'
import { webNonces } from '../evidence/web-nonces'
import type { Exchange } from '../net/http-types'
import { headerValues } from './shared/answer'
import { byDeadline } from './shared/by-deadline'
import { defineCollector } from './shared/define'

function noncesOf(exchange: Exchange | null): string[] {
  if (exchange === null || !exchange.ok || exchange.response.blocked) return []
  const policies = headerValues(exchange.response, 'content-security-policy').join(' ')
  return Array.from(policies.matchAll(/'nonce-([^']+)'/gi), (match) => match[1] ?? '')
}

export default defineCollector(webNonces, {
  needs: { cache: webCache },
  lane: 'local',
  timeoutMs: 30_000,
  async collect({ cache }, { net, softDeadline }) {
    // Both visits were made for the caching checks; asking again costs no request.
    const visited = cache.urls.filter(
      ({ url, visits }) =>
        !url.includes('***') && visits.length === 2 && visits.every((visit) => visit.outcome === 'answer'),
    )
    const pages = await Promise.all(
      visited.map(async ({ url }) => {
        const visits = [0, 1].map((sample) => byDeadline(softDeadline, net.http.fetch({ url, sample }), null))
        const [first = [], second = []] = (await Promise.all(visits)).map(noncesOf)
        if (first.length === 0 || second.length === 0) return []
        return [{ url, repeated: first.some((nonce) => second.includes(nonce)) }]
      }),
    )
    return { pages: pages.flat() }
  },
})
