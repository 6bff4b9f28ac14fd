import { readCacheControl } from '../../checks/shared/cache-control'
import { maskUrl } from '../../checks/shared/mask-web'
import { isSessionCookie } from '../../checks/shared/session-cookie'
import { isOwnDomain } from '../../checks/shared/web-hosts'
import type { Immutable } from '../../engine/immutable'
import type { Target } from '../../engine/target'
import type { CorsAnswer, CorsSender, CorsUrl } from '../../evidence/web-cors'
import type { WebEntry } from '../../evidence/web-entry'
import type { Exchange, FetchRequest, HttpProber, HttpResponse } from '../../net/http-types'
import { cookieTokens, headerValue, headerValues } from './answer'
import { byDeadline } from './by-deadline'
import { mainSites } from './main-hosts'
import { fetchTwice } from './second-look'
import { servedSites } from './served-site'

const MAX_URLS = 6
const TOTAL_MS = 8000
const PERSONAL =
  /\/(?:me|account|accounts|session|sessions|user|users|profile|dashboard|admin|orders|billing|settings|invoices)(?:\/|$)/i

export type CorsSubject = { url: string; personal: boolean; declaredPort: boolean }

function subject(url: string, personal = false): CorsSubject {
  const parsed = URL.parse(url)
  return { url, personal: personal || PERSONAL.test(parsed?.pathname ?? ''), declaredPort: (parsed?.port ?? '') !== '' }
}

/** The addresses whose answers matter: declared ones of the API and the app, then their hosts, else the first page. */
export function corsSubjects(entry: Immutable<WebEntry>, target: Target): CorsSubject[] {
  const sites = servedSites(entry)
  const declared = target.urls.flatMap(({ url, purpose }) =>
    /^(?:api|dashboard|upload|checkout)$/.test(purpose) && isOwnDomain(target, URL.parse(url)?.hostname ?? '')
      ? [subject(url, purpose === 'dashboard' || purpose === 'checkout')]
      : [],
  )
  const named = (['api', 'app'] as const).flatMap((role) =>
    sites
      .filter(({ roles, state }) => state === 'ok' && roles.includes(role))
      .map(({ origin, finalUrl }) => subject(finalUrl === '' ? `${origin}/` : finalUrl)),
  )
  const home = mainSites(sites, target)
    .slice(0, 1)
    .filter(({ state }) => state === 'ok')
    .map(({ origin, finalUrl }) => subject(finalUrl === '' ? `${origin}/` : finalUrl))
  const all = [...declared, ...named]
  return [...new Map((all.length > 0 ? all : home).map((one) => [one.url, one])).values()]
    .filter(({ url }) => !url.includes('****'))
    .slice(0, MAX_URLS)
}

function allowOf(response: HttpResponse, sent: string | null): Pick<CorsAnswer, 'allow' | 'allowed'> {
  const values = headerValues(response, 'access-control-allow-origin').map((value) => value.trim())
  const text = values.join(', ')
  const allowed = (sent === null || sent === 'null' ? text : text.replaceAll(sent, '<that site>')).slice(0, 200)
  if (text === '') return { allow: 'none', allowed: '' }
  if (text === '*') return { allow: 'any', allowed }
  if (values.length > 1 || !/^(?:null|[a-z][a-z0-9+.-]*:\/\/[^\s,/]+)$/i.test(text))
    return { allow: 'invalid', allowed }
  if (text === 'null') return { allow: 'null', allowed }
  return { allow: text === sent ? 'reflected' : 'other', allowed }
}

function credentialsOf(response: HttpResponse): CorsAnswer['credentials'] {
  const value = headerValue(response, 'access-control-allow-credentials').trim()
  if (value === 'true') return 'yes'
  return value === '' || /^false$/i.test(value) ? 'no' : 'other'
}

function isCacheable(response: HttpResponse): boolean {
  const rules = readCacheControl(headerValues(response, 'cache-control'))
  if (rules.has('no-store') || rules.has('private') || rules.has('no-cache')) return false
  const lifetime = (name: string): boolean => typeof rules.get(name) === 'number' && rules.get(name) !== 0
  return lifetime('s-maxage') || lifetime('max-age')
}

/** One answer as evidence. `sent` is the Origin of the request, null where none was sent. */
export function corsAnswer(sender: CorsSender, sent: string | null, exchange: Exchange | null): CorsAnswer {
  const blank: CorsAnswer = {
    sender,
    outcome: 'not-looked',
    status: null,
    allow: 'none',
    allowed: '',
    credentials: 'no',
    variesByOrigin: false,
    cacheable: false,
    session: false,
  }
  if (exchange === null) return blank
  if (!exchange.ok) return { ...blank, outcome: exchange.error.fault === 'ours' ? 'not-looked' : 'failed' }
  const { response } = exchange
  const vary = headerValues(response, 'vary').join(',')
  return {
    ...blank,
    outcome: response.blocked ? 'wall' : 'answer',
    status: response.status,
    ...allowOf(response, sent),
    credentials: credentialsOf(response),
    variesByOrigin: vary.split(',').some((name) => /^(?:origin|\*)$/i.test(name.trim())),
    cacheable: isCacheable(response),
    session: cookieTokens(response).some(({ name }) => isSessionCookie(name)),
  }
}

export type CorsQuestion = { sender: CorsSender; origin: string | null; preflight?: boolean; active?: boolean }

const PREFLIGHT = { 'access-control-request-method': 'GET', 'access-control-request-headers': 'content-type' }

function requestOf(one: CorsSubject, { origin, preflight, active }: CorsQuestion): FetchRequest {
  return {
    url: one.url,
    declaredPort: one.declaredPort,
    totalMs: TOTAL_MS,
    ...(preflight === true ? { method: 'OPTIONS' as const } : {}),
    ...(active === true ? { active: true } : {}),
    ...(origin === null ? {} : { headers: { origin, ...(preflight === true ? PREFLIGHT : {}) } }),
  }
}

/** Asks one address all questions; the run has the answer to nobody's already. Active ones are asked once only. */
export async function askCors(
  one: CorsSubject,
  questions: readonly CorsQuestion[],
  { http, softDeadline }: { http: HttpProber; softDeadline: AbortSignal },
): Promise<CorsUrl> {
  const answers = await Promise.all(
    questions.map(async (question) => {
      const request = requestOf(one, question)
      const work = question.active === true ? http.fetch(request) : fetchTwice(http, request)
      return corsAnswer(question.sender, question.origin, await byDeadline(softDeadline, work, null))
    }),
  )
  return { url: maskUrl(one.url), host: URL.parse(one.url)?.hostname ?? '', personal: one.personal, answers }
}
