import type { Fix } from '../engine/finding'
import { ifPresent } from '../engine/need'
import { host as hostSubject, url as urlSubject } from '../engine/subject'
import type { Target } from '../engine/target'
import { webEntry } from '../evidence/web-entry'
import { webUrls } from '../evidence/web-urls'
import { defineCheck } from './shared/define'
import { hostOfUrl, isHandoverHost, isOwnDomain } from './shared/web-hosts'
import { answerOf, type Chain, chainRefusal, chainTable, failureWords, isTheirs, stateWords } from './shared/web-look'

const FINE = 2
const TOO_MANY = 4

function shorterFix(chain: Chain, end: string): Fix {
  return {
    effort: 'M',
    steps: [
      `Send ${chain.start} straight to ${end} with one redirect.`,
      'Where http has to become https on the same host first, two redirects are fine.',
    ],
    snippet: { lang: 'text', code: `${chain.start} -> ${end}` },
  }
}

function redirectWords(count: number): string {
  if (count === 0) return 'no redirect'
  return count === 1 ? '1 redirect' : `${count} redirects`
}

type Counted = { chain: Chain; count: number; end: string }

/** The redirects up to where a sign-in or payment service takes over; from there they are not the project's. */
function counted(chain: Chain, target: Target): Counted {
  const handover = chain.hops.findIndex(
    ({ url }) => isHandoverHost(hostOfUrl(url)) && !isOwnDomain(target, hostOfUrl(url)),
  )
  const last = chain.hops[handover - 1]
  if (last === undefined) return { chain, count: chain.redirects, end: chain.finalUrl }
  return { chain, count: handover - 1, end: last.url }
}

/** The longer of two chains that can be counted; an endless one is another check's subject. */
function longest(chains: readonly (Chain | null)[], target: Target): Counted | null {
  return chains.reduce<Counted | null>((best, chain) => {
    if (chain === null || answerOf(chain) === null) return best
    const one = counted(chain, target)
    return best === null || one.count > best.count ? one : best
  }, null)
}

function unseenWords(chains: readonly (Chain | null)[]): string {
  const sign = chains.map(chainRefusal).find((refusal) => refusal !== null)
  if (sign !== undefined) return `it refused our checker (${sign})`
  return failureWords(chains.find((chain) => chain?.error)?.error ?? null)
}

export default defineCheck({
  id: 'redirect-chain-length',
  version: 2,
  kind: 'automatic',
  title: 'Addresses reach their page in few redirects',
  impact: 'low',
  why: 'Each redirect adds 100 to 300 ms on a phone before anything can be seen.',
  covers: { 'redirects-loop-free': 'supporting' },
  dependsOn: ['redirect-loop', 'https-reachable', 'host-apex', 'host-www', 'host-roles'],
  needs: { entry: webEntry, urls: ifPresent(webUrls) },
  messages: {
    ok: '{host} reaches its page after {redirects}',
    okUrl: '{url} reaches its page after {redirects}',
    three: 'Visitors of {start} wait for {count:redirect|redirects} before anything loads',
    many: 'Visitors of {start} wait for {count:redirect|redirects} before anything loads',
    handover: '{url} hands over to another service, whose redirects are not yours to count',
    unseen: 'We could not count the redirects of {host}: {reason}',
    noAddress: '{host} has no address, so nothing redirects',
    dead: '{host} gives no answer whose redirects could be counted: {reason}',
  },
  sources: [
    { label: 'RFC 6797 section 7', url: 'https://www.rfc-editor.org/rfc/rfc6797#section-7' },
    { label: 'HSTS preload list requirements', url: 'https://hstspreload.org/' },
  ],
  judge({ entry, urls }, say, { target }) {
    const starts = new Set(entry.hosts.flatMap(({ host }) => [`http://${host}/`, `https://${host}/`]))
    const rows = entry.hosts.map(({ host, state, http, https }, index) => {
      const at = { subject: hostSubject(host), refs: [`web.entry#/hosts/${index}`] }
      if (state === 'no-address') return say.notApplicable('noAddress', { host }, at)
      if (state !== 'ok') return say.unknown('unseen', { host, reason: stateWords(state) }, at)
      const long = longest([http, https], target)
      if (long === null) {
        const endless = [http, https].some((seen) => seen?.end === 'loop' || seen?.end === 'too-many')
        const reason = endless ? 'they do not end' : unseenWords([https, http])
        const dead = !endless && [http, https].every((seen) => isTheirs(seen?.error ?? null))
        return dead ? say.notApplicable('dead', { host, reason }, at) : say.unknown('unseen', { host, reason }, at)
      }
      const { chain, count, end } = long
      const shown = { ...at, exhibits: [chainTable(chain)] }
      if (count <= FINE) return say.pass('ok', { host, redirects: redirectWords(count) }, shown)
      const params = { start: chain.start, count }
      const fixed = { ...shown, fix: shorterFix(chain, end) }
      return count < TOO_MANY ? say.warn('three', params, fixed) : say.fail('many', params, fixed)
    })
    const declared = (urls?.urls ?? []).flatMap(({ url, chain }, index) => {
      if (chain === null || starts.has(url) || isTheirs(chain.error)) return []
      const at = { subject: urlSubject(url), refs: [`web.urls#/urls/${index}`], exhibits: [chainTable(chain)] }
      if (chain.hops.some((hop) => !isOwnDomain(target, hostOfUrl(hop.url))))
        return say.notApplicable('handover', { url }, at)
      if (answerOf(chain) === null) return []
      const count = chain.redirects
      if (count <= FINE) return say.pass('okUrl', { url, redirects: redirectWords(count) }, at)
      const params = { start: chain.start, count }
      const fixed = { ...at, fix: shorterFix(chain, chain.finalUrl) }
      return count < TOO_MANY ? say.warn('three', params, fixed) : say.fail('many', params, fixed)
    })
    return [...rows, ...declared]
  },
})
