import { maskUrl } from '../checks/shared/mask-web'
import type { Target, UrlPurpose } from '../engine/target'
import { webEntry } from '../evidence/web-entry'
import { type TimedLoad, type TimedUrl, webTimings } from '../evidence/web-timings'
import type { Exchange } from '../net/http-types'
import type { Net } from '../net/types'
import { byDeadline } from './shared/by-deadline'
import { defineCollector } from './shared/define'
import { homeOf, mainSites } from './shared/main-hosts'
import { type ServedSite, servedSites } from './shared/served-site'

const SPACING_MS = 1000
const TOTAL_MS = 10_000
const FEW = 5
/** From so many loads a p95 can be told (nearest rank). */
const BASELINE = 20
/** Loads of each homepage that `web.refresh` takes anyway. */
const TAKEN = 6
const PER_HOST = 2
const MOST = 6
/** What a person or a program reads with a plain GET, those that matter most first. */
const TIMED: readonly UrlPurpose[] = ['api', 'dashboard', 'login', 'checkout', 'signup', 'password-reset', 'health']

type Wanted = { url: string; purpose: UrlPurpose; first: number; planned: number }

/** The key URLs of the project, few per host, and with a baseline the rest of the loads of each homepage. */
function wantedUrls(target: Target, mains: readonly ServedSite[]): Wanted[] {
  const isBaseline = target.profile.measureBaseline === true
  const homes = mains.filter(({ state, finalUrl }) => state === 'ok' && finalUrl !== '').map(homeOf)
  const perHost = new Map<string, number>()
  const listed = TIMED.flatMap((purpose) => target.urls.filter((url) => url.purpose === purpose))
    .filter(({ url }) => !homes.includes(url))
    .filter(({ url }) => {
      const host = URL.parse(url)?.hostname ?? ''
      perHost.set(host, (perHost.get(host) ?? 0) + 1)
      return (perHost.get(host) ?? 0) <= PER_HOST
    })
    .slice(0, MOST)
  const rest = homes.map((url): Wanted => ({ url, purpose: 'homepage', first: TAKEN, planned: BASELINE }))
  return [
    ...(isBaseline ? rest : []),
    ...listed.map(({ url, purpose }) => ({ url, purpose, first: 0, planned: isBaseline ? BASELINE : FEW })),
  ]
}

const blank = (outcome: TimedLoad['outcome']): TimedLoad => ({
  outcome,
  status: null,
  timings: { dns: null, tcp: null, tls: null, ttfb: null },
})

function readLoad(exchange: Exchange): TimedLoad {
  if (!exchange.ok) return blank(exchange.error.fault === 'ours' ? 'not-looked' : 'failed')
  const { dns, tcp, tls, ttfb } = exchange.timings
  const { blocked, status } = exchange.response
  return { outcome: blocked === null ? 'answer' : 'wall', status, timings: { dns, tcp, tls, ttfb } }
}

function pauseBefore(sample: number, first: number): number {
  // The loads before the first are those of `web.refresh`, one each second.
  if (sample === first) return first * SPACING_MS
  // The second load is a visit of `web.cache` as well, which lies two seconds after the first.
  return sample === 1 ? 2 * SPACING_MS : SPACING_MS
}

async function load({ url, purpose, first, planned }: Wanted, net: Net, softDeadline: AbortSignal): Promise<TimedUrl> {
  const declaredPort = (URL.parse(url)?.port ?? '') !== ''
  const loads: TimedLoad[] = []
  for (let sample = first; sample < planned && !softDeadline.aborted; sample++) {
    await net.pause(pauseBefore(sample, first), softDeadline)
    const asked = net.http.fetch({ url, sample, declaredPort, totalMs: TOTAL_MS }).then(readLoad)
    const seen = await byDeadline(softDeadline, asked, blank('not-looked'))
    loads.push(seen)
    // A host that may not be asked any more will not answer the next load either.
    if (seen.outcome === 'not-looked' || seen.outcome === 'wall') break
  }
  return { url: maskUrl(url).slice(0, 2048), purpose, planned, loads }
}

export default defineCollector(webTimings, {
  needs: { entry: webEntry },
  lane: 'http',
  timeoutMs: 45_000,
  async collect({ entry }, { net, target, softDeadline }) {
    const wanted = wantedUrls(target, mainSites(servedSites(entry), target))
    return { urls: await Promise.all(wanted.map((one) => load(one, net, softDeadline))) }
  },
})
