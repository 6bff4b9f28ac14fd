import { randomBytes } from 'node:crypto'
import { maskUrl } from '../../../checks/shared/mask-web'
import { LIMIT_HEADERS } from '../../../checks/shared/rate/stop'
import { isHandoverHost, isOwnDomain } from '../../../checks/shared/web-hosts'
import type { Immutable } from '../../../engine/immutable'
import type { Target, UrlPurpose } from '../../../engine/target'
import type { WebLogin } from '../../../evidence/web-login'
import type { RatePlan, RateSurface } from '../../../evidence/web-rate'
import type { HttpProber, HttpResponse } from '../../../net/http-types'
import { headerValue } from '../answer'
import { type FormFacts, readAccountForm } from '../parse/form-facts'

const PURPOSES: Readonly<Record<RateSurface, UrlPurpose>> = {
  login: 'login',
  signup: 'signup',
  'password-reset': 'password-reset',
  webhook: 'webhook',
  'public-api': 'api',
}

const JSON_TYPE = 'application/json'
const FORM_TYPE = 'application/x-www-form-urlencoded'

/** One harmless request: nothing in it belongs to anybody, and no mail can arrive at what it names. */
export type RateRequest = { method: 'GET' | 'POST'; url: string; contentType: string; body?: string }

/** The request for a surface; the same made-up account in all of a burst, so that limits per account count too. */
export type Prepared = { plan: RatePlan; build: () => RateRequest }

/** What a burst says of itself. `.invalid` never resolves (RFC 2606); signing up gets no address at all. */
function madeUp(surface: RateSurface): { account: string; secret: string } {
  const name = `lr-probe-${randomBytes(4).toString('hex')}`
  const account = surface === 'signup' ? name : `${name}@${randomBytes(5).toString('hex')}.invalid`
  return { account, secret: `Aa1-${randomBytes(12).toString('hex')}` }
}

function jsonBody(surface: RateSurface): string {
  const { account, secret } = madeUp(surface)
  if (surface === 'webhook') return '{}'
  return JSON.stringify(surface === 'password-reset' ? { email: account } : { email: account, password: secret })
}

function formBody({ fields }: FormFacts, surface: RateSurface): string {
  const { account, secret } = madeUp(surface)
  const filled = fields.map(({ name, value, kind }): [string, string] => [
    name,
    kind === 'account' ? account : kind === 'secret' ? secret : value,
  ])
  return new URLSearchParams(filled).toString()
}

function announcedBy(response: HttpResponse): [string, string][] {
  return response.headers
    .filter(([name]) => LIMIT_HEADERS.includes(name.toLowerCase()) || /^retry-after$/i.test(name))
    .slice(0, 6)
    .map(([name, value]) => [name.slice(0, 60), value.slice(0, 200)])
}

/** The address the project names for a surface; of signing in also one that a page links to. */
function addressOf(surface: RateSurface, target: Target, login: Immutable<WebLogin> | undefined): string | undefined {
  const declared = target.urls.find(({ purpose }) => purpose === PURPOSES[surface])?.url
  return declared ?? (surface === 'login' ? login?.pages[0]?.finalUrl : undefined)
}

type Looking = { http: HttpProber; target: Target; login: Immutable<WebLogin> | undefined }

/**
 * Finds out what would be sent for a surface. Sends nothing but the visit to the page, which the run has made already.
 */
export async function prepare(surface: RateSurface, { http, target, login }: Looking): Promise<Prepared> {
  const address = addressOf(surface, target, login)
  const plan: RatePlan = {
    surface,
    state: 'absent',
    url: maskUrl(address ?? '').slice(0, 2048),
    service: '',
    method: surface === 'public-api' ? 'GET' : 'POST',
    target: maskUrl(address ?? '').slice(0, 2048),
    contentType: surface === 'public-api' ? '' : JSON_TYPE,
    fields: [],
    announced: [],
  }
  const nothing: RateRequest = { method: 'GET', url: address ?? '', contentType: '' }
  if (address === undefined || address.includes('****')) return { plan, build: () => nothing }
  const declaredPort = (URL.parse(address)?.port ?? '') !== ''
  const chain = await http.follow({ url: address, declaredPort })
  const exchange = chain.end === 'final' ? chain.hops.at(-1)?.exchange : undefined
  if (exchange === undefined || !exchange.ok || exchange.response.blocked)
    return { plan: { ...plan, state: 'unseen' }, build: () => nothing }
  const { response } = exchange
  const seen = { ...plan, announced: announcedBy(response) }
  const host = URL.parse(chain.finalUrl)?.hostname ?? ''
  if (!isOwnDomain(target, host)) {
    const state = isHandoverHost(host) ? ('handover' as const) : ('unseen' as const)
    return { plan: { ...seen, state, service: host }, build: () => nothing }
  }
  if (surface === 'public-api')
    return { plan: { ...seen, state: 'ready' }, build: () => ({ method: 'GET', url: address, contentType: '' }) }
  const isPage = response.status === 200 && /html/i.test(headerValue(response, 'content-type'))
  if (!isPage || surface === 'webhook') return plainRequest(seen, surface, address)
  return formRequest(seen, surface, readAccountForm(response.body.text ?? '', chain.finalUrl), target)
}

/** An address for machines: it gets the data as JSON. */
function plainRequest(plan: RatePlan, surface: RateSurface, url: string): Prepared {
  const fields = surface === 'webhook' ? [] : surface === 'password-reset' ? ['email'] : ['email', 'password']
  return {
    plan: { ...plan, state: 'ready', fields },
    build: () => ({ method: 'POST', url, contentType: JSON_TYPE, body: jsonBody(surface) }),
  }
}

function formRequest(plan: RatePlan, surface: RateSurface, form: FormFacts | null, target: Target): Prepared {
  const nothing: RateRequest = { method: 'GET', url: plan.url, contentType: '' }
  if (form === null || form.multipart) return { plan: { ...plan, state: 'no-form' }, build: () => nothing }
  const host = URL.parse(form.action)?.hostname ?? ''
  if (!isOwnDomain(target, host)) return { plan: { ...plan, state: 'handover', service: host }, build: () => nothing }
  const fields = form.fields.map(({ name }) => name)
  return {
    plan: { ...plan, state: 'ready', target: maskUrl(form.action).slice(0, 2048), contentType: FORM_TYPE, fields },
    build: () => ({ method: 'POST', url: form.action, contentType: FORM_TYPE, body: formBody(form, surface) }),
  }
}
