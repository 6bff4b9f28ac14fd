import { outcomeOf } from '../engine/need'
import { type JsonSample, webJson } from '../evidence/web-json'
import { webUrls } from '../evidence/web-urls'
import type { Exchange } from '../net/http-types'
import { headerValue, headerValues } from './shared/answer'
import { byDeadline } from './shared/by-deadline'
import { defineCollector } from './shared/define'

const JSON_TYPE = /^\s*application\/(?:json|[\w.+-]+\+json)\b/i

function readSample(url: string, exchange: Exchange): JsonSample[] {
  if (!exchange.ok || exchange.response.blocked || exchange.response.status !== 200) return []
  const { response } = exchange
  const contentType = headerValue(response, 'content-type').slice(0, 120)
  if (!JSON_TYPE.test(contentType)) return []
  const { body } = response
  return [
    {
      url,
      host: URL.parse(url)?.hostname ?? '',
      contentType,
      encoding: headerValue(response, 'content-encoding').slice(0, 40),
      vary: headerValues(response, 'vary').join(', ').slice(0, 300),
      cacheControl: headerValues(response, 'cache-control').join(', ').slice(0, 500),
      etag: headerValue(response, 'etag').slice(0, 120),
      lastModified: headerValue(response, 'last-modified').slice(0, 60),
      wireBytes: body.wireBytes,
      bytes: body.decodedBytes,
      undecoded: body.undecoded?.slice(0, 40) ?? '',
    },
  ]
}

export default defineCollector(webJson, {
  needs: { urls: outcomeOf(webUrls) },
  lane: 'local',
  timeoutMs: 20_000,
  async collect({ urls }, { net, softDeadline }) {
    // Only addresses the run has asked already, and kept whole: asking again costs no request.
    const rows = urls.status === 'ok' ? urls.value.urls : []
    const known = rows.filter(
      ({ url, purpose, chain }) =>
        purpose === 'api' && chain?.end === 'final' && chain.redirects === 0 && !url.includes('***'),
    )
    const samples = await Promise.all(
      known.slice(0, 3).map(async ({ url }) => {
        const declaredPort = (URL.parse(url)?.port ?? '') !== ''
        const exchange = await byDeadline(softDeadline, net.http.fetch({ url, declaredPort }), null)
        return exchange === null ? [] : readSample(url, exchange)
      }),
    )
    return { samples: samples.flat().slice(0, 1) }
  },
})
