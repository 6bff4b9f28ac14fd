import { maskUrl } from '../checks/shared/mask-web'
import { plainHost } from '../checks/shared/web-hosts'
import { Absent } from '../engine/collector'
import type { Target } from '../engine/target'
import type { WebChain } from '../evidence/web-chain'
import { type WebUrlRow, webUrls } from '../evidence/web-urls'
import type { Chain } from '../net/http-types'
import type { Net } from '../net/types'
import { byDeadline } from './shared/by-deadline'
import { defineCollector } from './shared/define'
import { chainFacts, fitChain } from './shared/web-chain'

const RETRY_AFTER_MS = 5_000
const ROOM = 1_800_000

type Asked = Pick<WebUrlRow, 'url' | 'purpose' | 'declared'>

function urlsOf(target: Target): Asked[] {
  const declared = target.urls.map(({ url, purpose }) => ({ url, purpose, declared: true }))
  if (declared.some((row) => row.purpose === 'homepage') || target.profile.publicSite === false) return declared
  const home = `https://${plainHost(target.canonicalHost ?? target.domain)}/`
  return [{ url: home, purpose: 'homepage', declared: false }, ...declared]
}

function deservesRetry(chain: Chain): boolean {
  const last = chain.hops.at(-1)?.exchange
  if (last === undefined) return false
  if (!last.ok) return last.error.code === 'TIMEOUT' || last.error.code === 'ECONNRESET'
  return last.response.status >= 500 && last.response.blocked === null
}

async function look({ http, pause }: Pick<Net, 'http' | 'pause'>, url: string, softDeadline: AbortSignal) {
  const declaredPort = (URL.parse(url)?.port ?? '') !== ''
  const first = await byDeadline(softDeadline, http.follow({ url, declaredPort }), null)
  if (first === null) return { chain: null, first: null }
  if (!deservesRetry(first) || softDeadline.aborted) return { chain: first, first: null }
  const again = async (): Promise<Chain> => {
    await pause(RETRY_AFTER_MS, softDeadline)
    http.forgive(URL.parse(first.finalUrl)?.hostname ?? '')
    return http.follow({ url, declaredPort, sample: 1 })
  }
  const second = await byDeadline(softDeadline, again(), null)
  if (second === null) return { chain: first, first: null }
  // A host that failed so often that it is left alone has had its second try.
  return second.error?.code === 'HOST_STOPPED' ? { chain: first, first } : { chain: second, first }
}

export default defineCollector(webUrls, {
  needs: {},
  lane: 'http',
  timeoutMs: 60_000,
  async collect(_, { target, net, softDeadline }) {
    const urls = urlsOf(target)
    if (urls.length === 0) throw new Absent('not-relevant')
    const budget = Math.floor(ROOM / (urls.length * 2))
    const facts = (chain: Chain | null): WebChain | null =>
      chain === null ? null : fitChain(chainFacts(chain), budget)
    const rows = urls.map(async (row) => {
      const { chain, first } = await look(net, row.url, softDeadline)
      return { ...row, url: maskUrl(row.url), chain: facts(chain), first: facts(first) }
    })
    return { urls: await Promise.all(rows) }
  },
})
