import { isHtml } from '../checks/shared/exposure/body'
import { maskUrl } from '../checks/shared/mask-web'
import { readSecurityFile } from '../checks/shared/security-file'
import { webEntry } from '../evidence/web-entry'
import { type SecurityFile, webSecurityTxt } from '../evidence/web-security-txt'
import type { Chain, HttpProber } from '../net/http-types'
import { exposedBody } from './shared/answer'
import { byDeadline } from './shared/by-deadline'
import { defineCollector } from './shared/define'
import { mainSites } from './shared/main-hosts'
import { followTwice } from './shared/second-look'
import { servedSites } from './shared/served-site'

const MAX_TEXT = 64 * 1024
const TOTAL_MS = 8000

function readFile(url: string, chain: Chain | null): SecurityFile {
  const none: SecurityFile = {
    url,
    finalUrl: maskUrl(chain?.finalUrl ?? url).slice(0, 2048),
    outcome: 'not-looked',
    status: null,
    contentType: '',
    html: false,
    contacts: [],
    expires: [],
    signed: false,
  }
  const exchange = chain?.hops.at(-1)?.exchange
  if (chain === null || exchange === undefined) return none
  if (!exchange.ok) return { ...none, outcome: exchange.error.fault === 'ours' ? 'not-looked' : 'failed' }
  const { response } = exchange
  const body = exposedBody(response)
  const seen = { ...none, status: response.status, contentType: body.contentType, html: isHtml(body) }
  if (response.blocked) return { ...seen, outcome: 'wall' }
  if (response.status >= 500 || response.status === 429) return { ...seen, outcome: 'failed' }
  if (response.status !== 200 || seen.html || chain.end !== 'final') return { ...seen, outcome: 'answer' }
  return { ...seen, outcome: 'answer', ...readSecurityFile(response.body.text ?? '') }
}

async function ask(http: HttpProber, url: string, softDeadline: AbortSignal): Promise<SecurityFile> {
  const request = { url, maxBody: MAX_TEXT, totalMs: TOTAL_MS, maxRedirects: 3, shared: true }
  return readFile(url, await byDeadline(softDeadline, followTwice(http, request), null))
}

export default defineCollector(webSecurityTxt, {
  needs: { entry: webEntry },
  lane: 'http',
  timeoutMs: 30_000,
  async collect({ entry }, { net, target, softDeadline }) {
    const main = mainSites(servedSites(entry), target).find(({ state }) => state === 'ok')
    if (main === undefined) return { host: '', files: [] }
    const first = await ask(net.http, `${main.origin}/.well-known/security.txt`, softDeadline)
    const isNone = first.outcome === 'answer' && (first.status !== 200 || first.html)
    if (!isNone) return { host: main.host, files: [first] }
    return { host: main.host, files: [first, await ask(net.http, `${main.origin}/security.txt`, softDeadline)] }
  },
})
