import type { Finding, Fix } from '../engine/finding'
import type { Immutable } from '../engine/immutable'
import { outcomeOf } from '../engine/need'
import type { At, Say } from '../engine/say'
import { url as urlSubject } from '../engine/subject'
import type { Target, UrlPurpose } from '../engine/target'
import { dnsDomain } from '../evidence/dns-domain'
import { type WebUrlRow, webUrls } from '../evidence/web-urls'
import { defineCheck } from './shared/define'
import { isDomainGone } from './shared/domain-gone'
import { outageCause } from './shared/outage-cause'
import { placeholderFacts } from './shared/placeholder-page'
import { type UrlOpinion, urlOpinion } from './shared/url-opinion'
import { hostOfUrl, isOwnDomain } from './shared/web-hosts'
import {
  type Chain,
  chainFailureWords,
  chainRefusal,
  chainTable,
  failureWords,
  hopExhibit,
  isTheirs,
} from './shared/web-look'

type Row = Immutable<WebUrlRow>

const NAMES: Readonly<Record<UrlPurpose, string>> = {
  homepage: 'home page',
  login: 'login page',
  signup: 'signup page',
  'password-reset': 'password reset page',
  health: 'health address',
  api: 'API',
  webhook: 'webhook address',
  dashboard: 'dashboard',
  upload: 'upload address',
  checkout: 'checkout',
}

const EDGE_HEADERS = ['server', 'cf-ray', 'x-vercel-error', 'x-vercel-id', 'x-nf-request-id', 'via', 'retry-after']

function deadFix(url: string, chain: Chain): Fix {
  const host = hostOfUrl(chain.finalUrl)
  return {
    effort: 'M',
    steps: [
      `${host} gives no answer: ${failureWords(chain.error)}.`,
      `Open ${url} yourself from a phone without your own network, then repair DNS, certificate or server, in this order.`,
    ],
  }
}

function placeholderFix(id: string, host: string): Fix {
  const { label, takeover } = placeholderFacts(id)
  return {
    effort: takeover ? 'S' : 'M',
    steps: [
      `${host} shows ${label}: the name points to a service that does not serve your product there.`,
      `Add ${host} as a domain of your project at that service, or point its DNS record to where the product runs.`,
      ...(takeover ? ['Until then remove the DNS record: a stranger may claim this name at the service.'] : []),
    ],
  }
}

const missingFix = (url: string): Fix => ({
  effort: 'S',
  steps: [`Deploy the page at ${url}, or correct the address in the project if the page lives elsewhere.`],
})

const retriedFix = (url: string): Fix => ({
  effort: 'M',
  steps: [`Read the log of ${hostOfUrl(url)} around this run: the first request failed.`],
})

const unregisteredFix = (url: string, host: string): Fix => ({
  effort: 'S',
  steps: [`Add ${host} to the hosts of this project, or redirect ${url} to a host that is listed.`],
})

const foreignFix = (url: string, host: string): Fix => ({
  effort: 'M',
  steps: [
    `Find out why ${url} leads to ${host}.`,
    'If that host is yours, add it to the project; if not, correct the redirect and check who can change it.',
  ],
})

function errorFix(chain: Chain): Fix {
  const last = chain.hops.at(-1)
  const cause = last === undefined ? null : outageCause(last)
  return { effort: 'M', steps: cause === null ? [] : [cause.sentence, cause.step] }
}

const messages = {
  ok: 'The {name} answers at {url}',
  handover: 'The {name} hands over to {host}, a known sign-in or payment service',
  retried: 'The {name} at {url} failed at first and answered 5 seconds later',
  refusesVisit: 'The {name} at {url} answers {status}',
  unregistered: 'The {name} ends on {host}, which is not listed in this project',
  foreign: 'The {name} at {url} ends on a foreign host, {host}',
  missing: 'The {name} does not exist at {url} ({status})',
  error: 'People cannot use the {name} at {url}: it answers {status}',
  placeholder: 'The {name} at {url} shows {label}, not your product',
  takeover: 'A stranger may be able to take over {host}: it shows {label}',
  dead: 'People cannot open the {name} at {url}: {reason}',
  unseen: 'We could not look at the {name} at {url}: {reason}',
  waiting: 'The {name} at {url} waits for the domain itself, which does not resolve',
} as const

type Judging = { row: Row; index: number; say: Say<typeof messages>; target: Target; isGone: boolean }

function shownOf({ row, index }: Judging): At {
  const { url, chain } = row
  const at = { subject: urlSubject(url), refs: [`web.urls#/urls/${index}`] }
  if (chain === null) return at
  const last = chain.hops.at(-1)
  const first = row.first === null ? [] : [chainTable(row.first, 'First try')]
  const exhibits = [...first, chainTable(chain), ...(last === undefined ? [] : [hopExhibit(last, EDGE_HEADERS)])]
  return { ...at, exhibits }
}

const NO_NAME: readonly (string | undefined)[] = ['DNS_NXDOMAIN', 'DNS_NODATA', 'DNS_FAILED']

function sayUnanswered(judging: Judging, chain: Chain): Finding {
  const { row, say, target, isGone } = judging
  const { url } = row
  const name = NAMES[row.purpose]
  const shown = shownOf(judging)
  if (isGone && NO_NAME.includes(chain.error?.code) && isOwnDomain(target, hostOfUrl(chain.finalUrl))) {
    return say.unknown('waiting', { name, url }, shown)
  }
  // Time-outs count only where a second try after a pause met one as well.
  const twice = chain.error?.code === 'TIMEOUT' && chain.error.fault === 'target' && row.first !== null
  if (isTheirs(chain.error) || twice) {
    return say.fail('dead', { name, url, reason: failureWords(chain.error) }, { ...shown, fix: deadFix(url, chain) })
  }
  return say.unknown('unseen', { name, url, reason: chainFailureWords(chain) }, shown)
}

function sayElsewhere(judging: Judging, opinion: Extract<UrlOpinion, { host: string }>): Finding {
  const { row, say } = judging
  const { url } = row
  const name = NAMES[row.purpose]
  const { code, host } = opinion
  const shown = shownOf(judging)
  if (code === 'handover') return say.pass('handover', { name, host }, shown)
  return code === 'unregistered'
    ? say.warn('unregistered', { name, host }, { ...shown, fix: unregisteredFix(url, host) })
    : say.fail('foreign', { name, url, host }, { ...shown, fix: foreignFix(url, host) })
}

function sayPlaceholder(judging: Judging, chain: Chain, id: string): Finding {
  const { row, say } = judging
  const { label, takeover } = placeholderFacts(id)
  const host = hostOfUrl(chain.finalUrl)
  const fixed = { ...shownOf(judging), fix: placeholderFix(id, host) }
  if (takeover) return say.fail('takeover', { host, label }, fixed)
  return say.fail('placeholder', { name: NAMES[row.purpose], url: row.url, label }, fixed)
}

function sayStatus(judging: Judging, chain: Chain, opinion: Extract<UrlOpinion, { status: number }>): Finding {
  const { row, say } = judging
  const { url } = row
  const { code, status } = opinion
  const params = { name: NAMES[row.purpose], url, status }
  const shown = shownOf(judging)
  if (code === 'missing') return say.fail('missing', params, { ...shown, fix: missingFix(url) })
  if (code === 'refusesVisit') return say.warn('refusesVisit', params, { ...shown, fix: missingFix(url) })
  return say.fail('error', params, { ...shown, fix: errorFix(chain) })
}

const refusedWords = (sign: string): string =>
  `it refused our checker (${sign}); allow the user agent LaunchReadyBot and run again`

function judgeUrl(judging: Judging): Finding {
  const { row, say, target } = judging
  const { url, chain } = row
  const name = NAMES[row.purpose]
  const shown = shownOf(judging)
  if (chain === null) return say.unknown('unseen', { name, url, reason: 'our time was up' }, shown)
  const refusal = chainRefusal(chain)
  if (refusal !== null) {
    return say.unknown('unseen', { name, url, reason: refusedWords(refusal) }, shown)
  }
  const opinion = urlOpinion(row, target)
  if (typeof opinion === 'object' && opinion !== null && opinion.code === 'refusesVisit' && opinion.status === 403) {
    return say.unknown('unseen', { name, url, reason: refusedWords('403') }, shown)
  }
  if (opinion === null) return sayUnanswered(judging, chain)
  if (opinion === 'up') {
    if (row.first === null) return say.pass('ok', { name, url }, shown)
    return say.warn('retried', { name, url }, { ...shown, fix: retriedFix(url) })
  }
  if ('host' in opinion) return sayElsewhere(judging, opinion)
  return 'id' in opinion ? sayPlaceholder(judging, chain, opinion.id) : sayStatus(judging, chain, opinion)
}

export default defineCheck({
  id: 'critical-urls-up',
  version: 1,
  kind: 'automatic',
  title: 'Home page, login and your other key URLs answer',
  impact: 'blocker',
  why: 'When one of these does not answer, people cannot use the product.',
  covers: { 'app-loads-on-correct-host': 'required' },
  dependsOn: ['https-reachable', 'redirect-loop', 'domain-resolves', 'host-apex', 'host-www', 'host-roles'],
  freshDays: 1,
  needs: { urls: webUrls, whole: outcomeOf(dnsDomain) },
  messages,
  sources: [{ label: 'RFC 9110 section 15', url: 'https://www.rfc-editor.org/rfc/rfc9110#section-15' }],
  judge({ urls, whole }, say, { target }) {
    const isGone = isDomainGone(whole)
    return urls.urls.map((row, index) => judgeUrl({ row, index, say, target, isGone }))
  },
})
