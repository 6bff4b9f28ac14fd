import { mixesVersions, textAnswers } from '../checks/shared/text-answer'
import { webFiles } from '../evidence/web-files'
import { webHeads } from '../evidence/web-heads'
import { type WebIdentity, webIdentity } from '../evidence/web-identity'
import { webJson } from '../evidence/web-json'
import type { HttpProber } from '../net/http-types'
import { headerValue, headerValues } from './shared/answer'
import { byDeadline } from './shared/by-deadline'
import { defineCollector } from './shared/define'
import { fetchTwice } from './shared/second-look'

type Asked = WebIdentity['asked'][number]

const MAX_TEXT = 2 * 1024 * 1024
const KINDS = ['page', 'script', 'stylesheet', 'data'] as const

const unseen = (url: string): Asked => ({
  url,
  outcome: 'not-looked',
  status: null,
  encoding: '',
  vary: '',
  wireBytes: 0,
})

async function ask(http: HttpProber, url: string): Promise<Asked> {
  const exchange = await fetchTwice(http, { url, maxBody: MAX_TEXT, headers: { 'accept-encoding': 'identity' } })
  if (!exchange.ok) return { ...unseen(url), outcome: exchange.error.fault === 'ours' ? 'not-looked' : 'failed' }
  const { response } = exchange
  return {
    url,
    outcome: response.blocked ? 'wall' : 'answer',
    status: response.status,
    encoding: headerValue(response, 'content-encoding').slice(0, 40),
    vary: headerValues(response, 'vary').join(', ').slice(0, 300),
    wireBytes: response.body.wireBytes,
  }
}

export default defineCollector(webIdentity, {
  needs: { heads: webHeads, files: webFiles, json: webJson },
  lane: 'http',
  timeoutMs: 20_000,
  async collect({ heads, files, json }, { net, softDeadline }) {
    // Only where it can tell something: caches may keep the compressed answer and do not know of another.
    const mixed = textAnswers({ heads, files, json }).filter((text) => !text.url.includes('***') && mixesVersions(text))
    const urls = KINDS.flatMap((kind) => mixed.find((text) => text.kind === kind)?.url ?? [])
    const asked = urls.map((url) => byDeadline(softDeadline, ask(net.http, url), unseen(url)))
    return { asked: await Promise.all(asked) }
  },
})
