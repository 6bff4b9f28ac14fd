import { webEntry } from '../evidence/web-entry'
import { webFiles } from '../evidence/web-files'
import { webHeads } from '../evidence/web-heads'
import { webJson } from '../evidence/web-json'
import { type WebValidators, webValidators } from '../evidence/web-validators'
import type { Exchange, HttpProber } from '../net/http-types'
import { headerValue, headerValues } from './shared/answer'
import { byDeadline } from './shared/by-deadline'
import { defineCollector } from './shared/define'
import { homeOf, mainSites } from './shared/main-hosts'
import { fetchTwice } from './shared/second-look'
import { servedSites } from './shared/served-site'

type Asked = WebValidators['asked'][number]

async function ask(http: HttpProber, url: string): Promise<Asked[]> {
  // The run has this answer already; only the conditional request is new.
  const first = await fetchTwice(http, { url })
  if (!first.ok || first.response.blocked || first.response.status !== 200) return []
  const etag = headerValue(first.response, 'etag').slice(0, 120)
  const date = headerValue(first.response, 'last-modified').slice(0, 60)
  const unstored = headerValues(first.response, 'cache-control').some((value) => /\bno-store\b/i.test(value))
  if (unstored || (etag === '' && date === '')) return []
  const by = etag === '' ? ('date' as const) : ('etag' as const)
  const second = await fetchTwice(http, {
    url,
    shared: true,
    headers: by === 'etag' ? { 'if-none-match': etag } : { 'if-modified-since': date },
  })
  return [{ url, host: new URL(url).hostname, by, etag, ...answerFacts(second, first.response.body.sha256) }]
}

function answerFacts(exchange: Exchange, sha256: string): Pick<Asked, 'outcome' | 'status' | 'same' | 'nextEtag'> {
  if (!exchange.ok) {
    const outcome = exchange.error.fault === 'ours' ? 'not-looked' : 'failed'
    return { outcome, status: null, same: false, nextEtag: '' }
  }
  const { response } = exchange
  return {
    outcome: response.blocked ? 'wall' : 'answer',
    status: response.status,
    same: response.body.sha256 === sha256,
    nextEtag: headerValue(response, 'etag').slice(0, 120),
  }
}

export default defineCollector(webValidators, {
  needs: { entry: webEntry, heads: webHeads, files: webFiles, json: webJson },
  lane: 'http',
  timeoutMs: 30_000,
  async collect({ entry, heads, files, json }, { net, target, softDeadline }) {
    const main = mainSites(servedSites(entry), target).find(({ state }) => state === 'ok')
    const home = main === undefined ? undefined : heads.pages.find(({ url }) => url === homeOf(main))?.url
    const script = files.files
      .filter(({ kind, etag, lastModified }) => kind === 'script' && (etag !== '' || lastModified !== ''))
      .toSorted((a, b) => b.bytes - a.bytes || (a.url < b.url ? -1 : 1))[0]?.url
    const sample = json.samples.find(({ etag, lastModified }) => etag !== '' || lastModified !== '')?.url
    const urls = [home, script, sample].filter((url) => url !== undefined)
    const asked = await Promise.all(urls.map((url) => byDeadline(softDeadline, ask(net.http, url), [])))
    return { asked: asked.flat(), looked: urls.length > 0 }
  },
})
