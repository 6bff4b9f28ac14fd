import type { Fix } from '../engine/finding'
import type { Immutable } from '../engine/immutable'
import { host as hostSubject } from '../engine/subject'
import { type WebEntryRow, webEntry } from '../evidence/web-entry'
import { defineCheck } from './shared/define'
import { httpsRedirectFix } from './shared/web-fixes'
import { hostOfUrl } from './shared/web-hosts'
import {
  answerOf,
  type Chain,
  chainTable,
  failureWords,
  type Hop,
  isSuccess,
  refusalOf,
  stateWords,
} from './shared/web-look'

const PERMANENT: readonly (number | null)[] = [301, 308]

type Opinion =
  | { verdict: 'pass'; code: 'ok' | 'elsewhere' | 'closed' }
  | { verdict: 'fail'; code: 'plain' | 'downgrade' | 'endsOnHttp' }
  | { verdict: 'warn'; code: 'temporary' | 'detour'; status: number }
  | { verdict: 'warn'; code: 'deadEnd'; status: number }
  | { verdict: 'unknown'; reason: string }

const isPlain = (url: string): boolean => url.startsWith('http:')

function goesDown(hop: Hop): boolean {
  const target = hop.location?.target ?? null
  return hop.url.startsWith('https:') && target !== null && isPlain(target)
}

function closedOpinion(hop: Hop, https: Chain | null): Opinion {
  const { error } = hop
  const closed = error?.code === 'ECONNREFUSED' || (error?.code === 'ECONNRESET' && error.phase === 'connect')
  const alive = https?.hops[0]?.status != null
  if (closed && error.fault === 'target' && alive) return { verdict: 'pass', code: 'closed' }
  return { verdict: 'unknown', reason: failureWords(error) }
}

function redirectOpinion(chain: Chain, hop: Hop, host: string): Opinion {
  const status = hop.status ?? 0
  const target = hop.location?.target ?? null
  if (target === null) return { verdict: 'warn', code: 'deadEnd', status }
  if (!isPlain(target)) {
    if (!PERMANENT.includes(hop.status)) return { verdict: 'warn', code: 'temporary', status }
    return { verdict: 'pass', code: hostOfUrl(target) === host ? 'ok' : 'elsewhere' }
  }
  const end = answerOf(chain)
  if (end !== null && isPlain(end.url)) return { verdict: 'fail', code: 'endsOnHttp' }
  const secured = chain.hops.some((later) => later.url.startsWith('https:'))
  if (secured) return { verdict: 'warn', code: 'detour', status }
  return {
    verdict: 'unknown',
    reason: chain.end === 'loop' ? 'its redirects go in circles' : failureWords(chain.error),
  }
}

function opinionOf({ host, http, https }: Immutable<WebEntryRow>): Opinion {
  if ([http, https].some((chain) => chain?.hops.some(goesDown))) return { verdict: 'fail', code: 'downgrade' }
  const hop = http?.hops[0]
  if (http === null || hop === undefined) return { verdict: 'unknown', reason: failureWords(http?.error ?? null) }
  if (hop.status === null) return closedOpinion(hop, https)
  const sign = refusalOf(hop)
  if (sign !== null) return { verdict: 'unknown', reason: `it refused our checker (${sign})` }
  if (hop.location !== null) return redirectOpinion(http, hop, host)
  if (isSuccess(hop.status)) return { verdict: 'fail', code: 'plain' }
  return { verdict: 'warn', code: 'deadEnd', status: hop.status }
}

function downgradeFix(host: string, chains: readonly (Chain | null)[]): Fix {
  const hop = chains.flatMap((chain) => chain?.hops ?? []).find(goesDown)
  return {
    effort: 'M',
    steps: [
      `Find the rule that sends ${hop?.url ?? `https://${host}/`} to ${hop?.location?.raw ?? 'http'} and make its target start with https.`,
      'If the application builds the address itself, let it trust the header X-Forwarded-Proto of your proxy.',
      'With Cloudflare in front, set SSL/TLS encryption to "Full (strict)".',
    ],
  }
}

export default defineCheck({
  id: 'https-redirect',
  version: 1,
  kind: 'automatic',
  title: 'Plain http always ends at https',
  impact: 'high',
  why: 'Passwords typed on the http page travel readable for everyone on the way, and analytics count two sites.',
  covers: { 'https-everywhere': 'required' },
  raises: ['one-url-variant-works'],
  dependsOn: ['https-reachable', 'domain-resolves', 'host-apex', 'host-www', 'host-roles'],
  needs: { entry: webEntry },
  messages: {
    ok: 'http://{host} goes straight to https',
    elsewhere: 'http://{host} goes straight to https on {other}',
    closed: '{host} does not answer on plain http at all, only on https',
    plain: 'Anyone nearby can read what people type on http://{host}',
    endsOnHttp: 'Visitors of http://{host} end on an unprotected page',
    downgrade: '{host} sends visitors from https back to plain http',
    temporary: 'http://{host} goes to https, but only as a temporary redirect ({status})',
    detour: 'http://{host} passes another unprotected address before https',
    deadEnd: 'People who type http://{host} get an error ({status}), not your site',
    unseen: 'We could not see what http://{host} does: {reason}',
    noAddress: '{host} has no address, so there is nothing to redirect',
  },
  sources: [
    { label: 'RFC 9110 section 15.4', url: 'https://www.rfc-editor.org/rfc/rfc9110#section-15.4' },
    { label: 'RFC 6797 section 7.2', url: 'https://www.rfc-editor.org/rfc/rfc6797#section-7.2' },
  ],
  judge({ entry }, say) {
    return entry.hosts.map((row, index) => {
      const { host, http, https, state } = row
      const exhibits = [http, https].flatMap((chain) => (chain === null ? [] : [chainTable(chain)]))
      const at = { subject: hostSubject(host), refs: [`web.entry#/hosts/${index}`], exhibits }
      if (state === 'no-address') return say.notApplicable('noAddress', { host }, at)
      if (state !== 'ok') return say.unknown('unseen', { host, reason: stateWords(state) }, at)
      const opinion = opinionOf(row)
      if (opinion.verdict === 'unknown') return say.unknown('unseen', { host, reason: opinion.reason }, at)
      if (opinion.verdict === 'pass') {
        const other = hostOfUrl(http?.hops[0]?.location?.target ?? '')
        return opinion.code === 'elsewhere'
          ? say.pass('elsewhere', { host, other }, at)
          : say.pass(opinion.code, { host }, at)
      }
      const fix = opinion.code === 'downgrade' ? downgradeFix(host, [http, https]) : httpsRedirectFix(host)
      if (opinion.verdict === 'fail') return say.fail(opinion.code, { host }, { ...at, fix })
      return opinion.code === 'detour'
        ? say.warn('detour', { host }, { ...at, fix })
        : say.warn(opinion.code, { host, status: opinion.status }, { ...at, fix })
    })
  },
})
