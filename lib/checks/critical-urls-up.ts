import type { Finding, Fix } from '../engine/finding'
import type { Immutable } from '../engine/immutable'
import { url as urlSubject } from '../engine/subject'
import type { Target, UrlPurpose } from '../engine/target'
import { type WebUrlRow, webUrls } from '../evidence/web-urls'
import { defineCheck } from './shared/define'
import { outageCause } from './shared/outage-cause'
import { placeholderFacts } from './shared/placeholder-page'
import { hostOfUrl, isHandoverHost, isOwnDomain, isOwnHost } from './shared/web-hosts'
import {
  answerOf,
  type Chain,
  chainRefusal,
  chainTable,
  failureWords,
  hopExhibit,
  isSuccess,
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

/** Pages a visitor is sent to by name: not finding them means that they are not there. */
const MUST_EXIST: readonly UrlPurpose[] = ['homepage', 'login', 'signup', 'password-reset', 'health', 'checkout']
/** Addresses that rightly refuse a plain visit without a session, a signature or a body. */
const MACHINE: readonly UrlPurpose[] = ['api', 'webhook', 'upload']
const MAY_HAND_OVER: readonly UrlPurpose[] = ['login', 'signup', 'password-reset', 'dashboard', 'checkout', 'upload']

const EDGE_HEADERS = ['server', 'cf-ray', 'x-vercel-error', 'x-vercel-id', 'x-nf-request-id', 'via', 'retry-after']

type Opinion =
  | 'up'
  | { code: 'handover' | 'unregistered' | 'foreign'; host: string }
  | { code: 'error' | 'missing' | 'refusesVisit'; status: number }
  | { code: 'placeholder'; id: string }

function statusOpinion(purpose: UrlPurpose, status: number, hasPasswordField: boolean): Opinion {
  if (status >= 500) return { code: 'error', status }
  if (isSuccess(status)) return 'up'
  if (status === 401 && (purpose === 'dashboard' || (purpose === 'login' && hasPasswordField))) return 'up'
  if (MACHINE.includes(purpose) && [400, 401, 403, 405, 411, 415, 422].includes(status)) return 'up'
  const gone = status === 404 || status === 410
  return gone && MUST_EXIST.includes(purpose) ? { code: 'missing', status } : { code: 'refusesVisit', status }
}

function opinionOf({ purpose, chain }: Row, target: Target): Opinion | null {
  const answer = answerOf(chain)
  if (chain === null || answer === null) return null
  const placeholder = chain.page?.placeholder ?? null
  if (placeholder !== null) return { code: 'placeholder', id: placeholder }
  const opinion = statusOpinion(purpose, answer.status, chain.page?.hasPasswordField ?? false)
  if (opinion !== 'up' || isOwnHost(target, answer.host)) return opinion
  const declaredThere = target.urls.some(({ url }) => hostOfUrl(url) === answer.host)
  if (declaredThere) return 'up'
  if (MAY_HAND_OVER.includes(purpose) && isHandoverHost(answer.host)) return { code: 'handover', host: answer.host }
  if (isOwnDomain(target, answer.host)) return { code: 'unregistered', host: answer.host }
  return { code: 'foreign', host: answer.host }
}

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
  needs: { urls: webUrls },
  messages: {
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
  },
  sources: [{ label: 'RFC 9110 section 15', url: 'https://www.rfc-editor.org/rfc/rfc9110#section-15' }],
  judge({ urls }, say, { target }) {
    const judgeRow = (row: Row, index: number): Finding => {
      const { url, chain } = row
      const name = NAMES[row.purpose]
      const at = { subject: urlSubject(url), refs: [`web.urls#/urls/${index}`] }
      if (chain === null) return say.unknown('unseen', { name, url, reason: 'our time was up' }, at)
      const last = chain.hops.at(-1)
      const exhibits = [chainTable(chain), ...(last === undefined ? [] : [hopExhibit(last, EDGE_HEADERS)])]
      const shown = { ...at, exhibits }
      const refusal = chainRefusal(chain)
      if (refusal !== null) {
        const reason = `it refused our checker (${refusal}); allow the user agent LaunchReadyBot and run again`
        return say.unknown('unseen', { name, url, reason }, shown)
      }
      const opinion = opinionOf(row, target)
      if (opinion === null) {
        // Time-outs count only where a second try after a pause met one as well.
        const twice = chain.error?.code === 'TIMEOUT' && chain.error.fault === 'target' && row.first !== null
        if (isTheirs(chain.error) || twice) {
          return say.fail(
            'dead',
            { name, url, reason: failureWords(chain.error) },
            { ...shown, fix: deadFix(url, chain) },
          )
        }
        const endless = chain.end === 'loop' || chain.end === 'too-many'
        const reason = endless ? 'its redirects do not end' : failureWords(chain.error)
        return say.unknown('unseen', { name, url, reason }, shown)
      }
      if (opinion === 'up') {
        if (row.first === null) return say.pass('ok', { name, url }, shown)
        const fix = {
          effort: 'M' as const,
          steps: [`Read the log of ${hostOfUrl(url)} around this run: the first request failed.`],
        }
        return say.warn(
          'retried',
          { name, url },
          { ...shown, exhibits: [chainTable(row.first, 'First try'), ...exhibits], fix },
        )
      }
      switch (opinion.code) {
        case 'handover':
          return say.pass('handover', { name, host: opinion.host }, shown)
        case 'unregistered':
          return say.warn(
            'unregistered',
            { name, host: opinion.host },
            {
              ...shown,
              fix: {
                effort: 'S',
                steps: [
                  `Add ${opinion.host} to the hosts of this project, or redirect ${url} to a host that is listed.`,
                ],
              },
            },
          )
        case 'foreign':
          return say.fail(
            'foreign',
            { name, url, host: opinion.host },
            {
              ...shown,
              fix: {
                effort: 'M',
                steps: [
                  `Find out why ${url} leads to ${opinion.host}. If that host is yours, add it to the project; if not, correct the redirect and check who can change it.`,
                ],
              },
            },
          )
        case 'placeholder': {
          const { label, takeover } = placeholderFacts(opinion.id)
          const host = hostOfUrl(chain.finalUrl)
          const fixed = { ...shown, fix: placeholderFix(opinion.id, host) }
          return takeover
            ? say.fail('takeover', { host, label }, fixed)
            : say.fail('placeholder', { name, url, label }, fixed)
        }
        case 'missing':
          return say.fail('missing', { name, url, status: opinion.status }, { ...shown, fix: missingFix(url) })
        case 'refusesVisit':
          return say.warn('refusesVisit', { name, url, status: opinion.status }, { ...shown, fix: missingFix(url) })
        case 'error': {
          const cause = last === undefined ? null : outageCause(last)
          const steps = cause === null ? [] : [cause.sentence, cause.step]
          return say.fail('error', { name, url, status: opinion.status }, { ...shown, fix: { effort: 'M', steps } })
        }
      }
    }
    return urls.urls.map(judgeRow)
  },
})
