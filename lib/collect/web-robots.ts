import { isHtml } from '../checks/shared/exposure/body'
import { parseRobots } from '../checks/shared/robots-rules'
import { webEntry } from '../evidence/web-entry'
import { type RobotsFile, webRobots } from '../evidence/web-robots'
import type { Chain } from '../net/http-types'
import { exposedBody } from './shared/answer'
import { byDeadline } from './shared/by-deadline'
import { defineCollector } from './shared/define'
import { mainSites } from './shared/main-hosts'
import { followTwice } from './shared/second-look'
import { servedSites } from './shared/served-site'

function blank(url: string, host: string, outcome: RobotsFile['outcome']): RobotsFile {
  return { url, host, outcome, status: null, html: false, rules: [], google: false, sitemaps: [] }
}

function readFile(url: string, host: string, chain: Chain | null): RobotsFile {
  const exchange = chain?.hops.at(-1)?.exchange
  if (chain === null || exchange === undefined) return blank(url, host, 'not-looked')
  if (!exchange.ok || chain.end !== 'final') {
    const ours = (chain.error?.fault ?? 'target') === 'ours'
    return blank(url, host, ours ? 'not-looked' : 'failed')
  }
  const { response } = exchange
  if (response.blocked) return { ...blank(url, host, 'wall'), status: response.status }
  const html = isHtml(exposedBody(response))
  const rules = response.status === 200 && !html ? parseRobots(response.body.text ?? '') : {}
  return { ...blank(url, host, 'answer'), status: response.status, html, ...rules }
}

export default defineCollector(webRobots, {
  needs: { entry: webEntry },
  lane: 'http',
  timeoutMs: 30_000,
  async collect({ entry }, { net, target, softDeadline }) {
    const main = mainSites(servedSites(entry), target).find(({ state }) => state === 'ok')
    if (main === undefined) return { files: [] }
    const url = `${main.origin}/robots.txt`
    const chain = await byDeadline(softDeadline, followTwice(net.http, { url, maxRedirects: 3, shared: true }), null)
    return { files: [readFile(url, main.host, chain)] }
  },
})
