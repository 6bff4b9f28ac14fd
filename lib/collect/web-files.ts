import { environmentMarks } from '../checks/shared/environment-marks'
import { webAssets } from '../evidence/web-assets'
import { type WebFile, webFiles } from '../evidence/web-files'
import type { Exchange } from '../net/http-types'
import { headerValue, headerValues } from './shared/answer'
import { byDeadline } from './shared/by-deadline'
import { defineCollector } from './shared/define'
import { fetchTwice } from './shared/second-look'

const MAX_TEXT = 2 * 1024 * 1024

function readFile({ url, host, kind }: Pick<WebFile, 'url' | 'host' | 'kind'>, exchange: Exchange): WebFile[] {
  if (!exchange.ok || exchange.response.blocked || exchange.response.status !== 200) return []
  const { response } = exchange
  const { body } = response
  const marks = environmentMarks(kind === 'script' ? (body.text ?? '') : '')
  return [
    {
      url,
      host,
      kind,
      contentType: headerValue(response, 'content-type').slice(0, 120),
      encoding: headerValue(response, 'content-encoding').slice(0, 40),
      vary: headerValues(response, 'vary').join(', ').slice(0, 300),
      cacheControl: headerValues(response, 'cache-control').join(', ').slice(0, 500),
      etag: headerValue(response, 'etag').slice(0, 120),
      lastModified: headerValue(response, 'last-modified').slice(0, 60),
      nosniff: /^\s*nosniff\b/i.test(headerValue(response, 'x-content-type-options')),
      wireBytes: body.wireBytes,
      bytes: body.decodedBytes,
      undecoded: body.undecoded?.slice(0, 40) ?? '',
      ...marks,
    },
  ]
}

export default defineCollector(webFiles, {
  needs: { assets: webAssets },
  lane: 'local',
  timeoutMs: 30_000,
  async collect({ assets }, { net, softDeadline }) {
    // Files the run has read already: asking again costs no request.
    const known = assets.assets.filter((asset) => asset.outcome === 'answer' && asset.status === 200 && !asset.html)
    const files = await Promise.all(
      known.map(async ({ url, host, kind }) => {
        if ((kind !== 'script' && kind !== 'stylesheet') || url.includes('***')) return []
        const request = { url, maxBody: MAX_TEXT }
        const exchange = await byDeadline(softDeadline, fetchTwice(net.http, request), null)
        return exchange === null ? [] : readFile({ url, host, kind }, exchange)
      }),
    )
    return { files: files.flat().slice(0, 60) }
  },
})
