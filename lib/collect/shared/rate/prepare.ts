import { randomBytes } from 'node:crypto'
import { maskUrl } from '../../../checks/shared/mask-web'
import { LIMIT_HEADERS } from '../../../checks/shared/rate/stop'
import { isHandoverHost, isOwnDomain } from '../../../checks/shared/web-hosts'
import type { Immutable } from '../../../engine/immutable'
import {
  EMAIL_PLACE,
  PASSWORD_PLACE,
  RATE_REQUESTS,
  type RateSurface,
  type RateTemplate,
  RateTemplates,
} from '../../../engine/rate-template'
import type { Target, UrlPurpose } from '../../../engine/target'
import type { WebLogin } from '../../../evidence/web-login'
import type { RatePlan } from '../../../evidence/web-rate'
import type { HttpProber, HttpResponse } from '../../../net/http-types'
import { headerValue } from '../answer'
import { type FormFacts, readAccountForm } from '../parse/form-facts'
import type { Ports } from '../ports'

/** The question whose answer holds what the owner wants sent. */
export const RATE_QUESTION = 'rate-requests'

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
export type RateRequest = { method: 'GET' | 'POST'; url: string; contentType: string; body?: string; forged: boolean }

/** The request for a surface; the same made-up account in all of a burst, so that limits per account count too. */
export type Prepared = { plan: RatePlan; build: () => RateRequest }

/** What a burst says of itself. `.invalid` never resolves (RFC 2606); signing up gets no address at all. */
function madeUp(surface: RateSurface): { account: string; secret: string } {
  const name = `lr-probe-${randomBytes(4).toString('hex')}`
  const account = surface === 'signup' ? name : `${name}@${randomBytes(5).toString('hex')}.invalid`
  return { account, secret: `Aa1-${randomBytes(12).toString('hex')}` }
}

const JSON_BODIES: Readonly<Record<RateSurface, string>> = {
  login: JSON.stringify({ email: EMAIL_PLACE, password: PASSWORD_PLACE }),
  signup: JSON.stringify({ email: EMAIL_PLACE, password: PASSWORD_PLACE }),
  'password-reset': JSON.stringify({ email: EMAIL_PLACE }),
  webhook: '{}',
  'public-api': '',
}

/** A body with the made-up account in its places. */
function fill(body: string, contentType: string, surface: RateSurface): string {
  const { account, secret } = madeUp(surface)
  const written = contentType === FORM_TYPE ? encodeURIComponent : String
  return body.replaceAll(EMAIL_PLACE, written(account)).replaceAll(PASSWORD_PLACE, written(secret))
}

/** A form as it is sent: its own values as they stand in the page, the account as placeholders. */
function formBody({ fields }: FormFacts, show: (value: string) => string): string {
  return fields
    .map(({ name, value, kind }) => {
      const said = kind === 'account' ? EMAIL_PLACE : kind === 'secret' ? PASSWORD_PLACE : show(value)
      return `${encodeURIComponent(name)}=${said}`
    })
    .join('&')
}

/** What the owner wants sent to each surface; an answer of another shape counts as none. */
export function templatesOf(ports: Pick<Ports, 'input'>): RateTemplate[] {
  const parsed = RateTemplates.safeParse(ports.input(RATE_QUESTION)?.value)
  return parsed.success ? parsed.data.templates : []
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

type Looking = {
  http: HttpProber
  target: Target
  login: Immutable<WebLogin> | undefined
  templates: readonly RateTemplate[]
}

const NOTHING: RateRequest = { method: 'GET', url: '', contentType: '', forged: false }

/**
 * Finds out what would be sent for a surface. Sends nothing but the visit to the page, which the run has made already.
 */
export async function prepare(surface: RateSurface, { http, target, login, templates }: Looking): Promise<Prepared> {
  const template = templates.find((one) => one.surface === surface)
  const address = addressOf(surface, target, login) ?? template?.url
  const plan: RatePlan = {
    surface,
    state: 'absent',
    url: maskUrl(address ?? '').slice(0, 2048),
    service: '',
    method: surface === 'public-api' ? 'GET' : 'POST',
    target: maskUrl(address ?? '').slice(0, 2048),
    contentType: surface === 'public-api' ? '' : JSON_TYPE,
    body: '',
    requests: template?.requests ?? RATE_REQUESTS,
    fields: [],
    announced: [],
  }
  if (address === undefined || address.includes('****')) return { plan, build: () => NOTHING }
  const declaredPort = (URL.parse(address)?.port ?? '') !== ''
  const chain = await http.follow({ url: address, declaredPort })
  const exchange = chain.end === 'final' ? chain.hops.at(-1)?.exchange : undefined
  if (exchange === undefined || !exchange.ok || exchange.response.blocked)
    return { plan: { ...plan, state: 'unseen' }, build: () => NOTHING }
  const { response } = exchange
  const seen = { ...plan, announced: announcedBy(response) }
  const host = URL.parse(chain.finalUrl)?.hostname ?? ''
  if (!isOwnDomain(target, host)) {
    const state = isHandoverHost(host) ? ('handover' as const) : ('unseen' as const)
    return { plan: { ...seen, state, service: host }, build: () => NOTHING }
  }
  if (template?.url !== undefined || template?.body !== undefined)
    return givenRequest(seen, template, { address, target })
  if (surface === 'public-api')
    return {
      plan: { ...seen, state: 'ready' },
      build: () => ({ method: 'GET', url: address, contentType: '', forged: false }),
    }
  const isPage = response.status === 200 && /html/i.test(headerValue(response, 'content-type'))
  if (!isPage || surface === 'webhook') return plainRequest(seen, surface, address)
  return formRequest(seen, surface, readAccountForm(response.body.text ?? '', chain.finalUrl), target)
}

/** The fields a body names. */
function fieldsOf(contentType: string, body: string): string[] {
  const names =
    contentType === FORM_TYPE ? [...new URLSearchParams(body).keys()] : body.match(/"([^"]{1,80})"(?=\s*:)/g)
  return (names ?? []).slice(0, 30).map((name) => name.replaceAll('"', '').slice(0, 80))
}

/** What the owner of the project wrote down, to an address of the project. */
function givenRequest(
  plan: RatePlan,
  template: RateTemplate,
  { address, target }: { address: string; target: Target },
): Prepared {
  const { surface, url = address, contentType = JSON_TYPE, body = JSON_BODIES[template.surface] } = template
  const host = URL.parse(url)?.hostname ?? ''
  if (!isOwnDomain(target, host)) return { plan: { ...plan, state: 'unseen' }, build: () => NOTHING }
  const shown = { ...plan, state: 'ready' as const, target: maskUrl(url).slice(0, 2048) }
  if (surface === 'public-api')
    return { plan: shown, build: () => ({ method: 'GET', url, contentType: '', forged: false }) }
  return {
    plan: { ...shown, contentType, body, fields: fieldsOf(contentType, body) },
    build: () => ({
      method: 'POST',
      url,
      contentType,
      body: fill(body, contentType, surface),
      forged: surface === 'webhook',
    }),
  }
}

/** An address for machines: it gets the data as JSON. */
function plainRequest(plan: RatePlan, surface: RateSurface, url: string): Prepared {
  const body = JSON_BODIES[surface]
  return {
    plan: { ...plan, state: 'ready', body, fields: fieldsOf(JSON_TYPE, body) },
    build: () => ({
      method: 'POST',
      url,
      contentType: JSON_TYPE,
      body: fill(body, JSON_TYPE, surface),
      forged: surface === 'webhook',
    }),
  }
}

function formRequest(plan: RatePlan, surface: RateSurface, form: FormFacts | null, target: Target): Prepared {
  if (form === null || form.multipart) return { plan: { ...plan, state: 'no-form' }, build: () => NOTHING }
  const host = URL.parse(form.action)?.hostname ?? ''
  if (!isOwnDomain(target, host)) return { plan: { ...plan, state: 'handover', service: host }, build: () => NOTHING }
  return {
    plan: {
      ...plan,
      state: 'ready',
      target: maskUrl(form.action).slice(0, 2048),
      contentType: FORM_TYPE,
      // A hidden field may hold a token.
      body: formBody(form, () => '…').slice(0, 4096),
      fields: form.fields.map(({ name }) => name),
    },
    build: () => ({
      method: 'POST',
      url: form.action,
      contentType: FORM_TYPE,
      body: fill(formBody(form, encodeURIComponent), FORM_TYPE, surface),
      forged: false,
    }),
  }
}
