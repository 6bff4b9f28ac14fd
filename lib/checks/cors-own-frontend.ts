import type { Exhibit, Finding, Fix } from '../engine/finding'
import type { Immutable } from '../engine/immutable'
import type { At, Say } from '../engine/say'
import { url as urlSubject } from '../engine/subject'
import { type CorsOwnAnswer, type CorsOwnPair, webCorsOwn } from '../evidence/web-cors-own'
import { corsVariants } from './shared/config/cors'
import { corsPairs, frontendOrigins } from './shared/cors-origins'
import { defineCheck } from './shared/define'
import { isSuccess } from './shared/web-look'

type Pair = Immutable<CorsOwnPair>
type Answer = Immutable<CorsOwnAnswer>

const PREFLIGHT: [string, string][] = [
  ['access-control-request-method', 'POST'],
  ['access-control-request-headers', 'authorization,content-type'],
]

function exhibitOf({ url, origin }: Pair, method: string, answer: Answer): Exhibit {
  const headers: [string, string][] = [
    ['access-control-allow-origin', answer.allowed],
    ['access-control-allow-headers', answer.headers.join(', ')],
    ['access-control-allow-credentials', answer.credentials ? 'true' : ''],
    ['location', answer.location],
  ]
  const asked = method === 'OPTIONS' ? `, ${PREFLIGHT.map(([name, value]) => `${name}: ${value}`).join(', ')}` : ''
  return {
    kind: 'http',
    title: `Asked with origin: ${origin}${asked}`,
    request: { method, url },
    ...(answer.status === null ? {} : { status: answer.status }),
    headers: headers.filter(([, value]) => value !== ''),
  }
}

function fixFor({ host, origin, url }: Pair, origins: readonly string[], missing: string): Fix {
  return {
    effort: 'S',
    steps: [
      missing,
      `Let ${host} answer OPTIONS with status 204, and allow ${origin} in that answer and in every other one, errors too.`,
      'Call the final https address of the API: browsers refuse a redirect of the question they ask first.',
    ],
    snippet: {
      lang: 'sh',
      code: `curl -i -X OPTIONS '${url.replaceAll("'", '%27')}' -H 'Origin: ${origin}' -H 'Access-Control-Request-Method: POST' -H 'Access-Control-Request-Headers: authorization,content-type'`,
    },
    variants: corsVariants({
      host,
      origins,
      methods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
      headers: ['Content-Type', 'Authorization'],
    }),
  }
}

const messages = {
  ok: 'Pages of {origin} may call {url}',
  redirected: 'Your app at {origin} cannot call {url}: the first question is redirected',
  refused: 'Your app at {origin} cannot call {url}: the first question gets {status}',
  notAllowed: 'Your app at {origin} cannot call {url}: only {allowed} is allowed',
  unnamed: 'Your app at {origin} cannot call {url}: no site is allowed',
  header: 'Your app at {origin} cannot call {url}: the header {header} is not allowed',
  answerBare: 'Your app at {origin} cannot read {url}: the answer itself allows no site',
  errorHidden: 'Errors of {url} stay hidden from your app at {origin}',
  guessed: 'Name one API address that your app at {origin} calls, so that we can try it',
  unseen: 'We could not see whether {url} lets {origin} in',
  wall: '{host} refused our checker, so we could not see whom {url} lets in',
  sameOrigin: 'Your pages call no API on another host',
} as const

type Judging = { pair: Pair; at: At; say: Say<typeof messages>; origins: readonly string[] }

const lets = (answer: Answer, origin: string): boolean => answer.allowed === '*' || answer.allowed === origin

/** The header a browser would not be allowed to send. A wildcard never covers Authorization (Fetch standard). */
function missingHeader({ preflight }: Pair): string | undefined {
  const { headers, credentials } = preflight
  const any = headers.includes('*') && !credentials
  if (!any && !headers.includes('content-type')) return 'Content-Type'
  // An API that lets browsers send cookies may well do without it.
  return headers.includes('authorization') || credentials ? undefined : 'Authorization'
}

function judgeFirst({ pair, at, say, origins }: Judging): Finding | undefined {
  const { origin, url, preflight, declared } = pair
  const { allowed, location } = preflight
  const status = preflight.status ?? 0
  const fixed = (missing: string): At => ({ ...at, fix: fixFor(pair, origins, missing) })
  // An address nobody named may simply not be one that browsers call.
  if (!declared && allowed === '') return say.unknown('guessed', { origin }, at)
  if (status >= 300 && status < 400)
    return say.fail('redirected', { origin, url }, fixed(`${url} redirects to ${location}: call that address instead.`))
  if (!isSuccess(status)) {
    const step = `Answer the question browsers ask first (OPTIONS) before any sign-in is required; now it gets ${status}.`
    return say.fail('refused', { origin, url, status }, fixed(step))
  }
  if (allowed === '') return say.fail('unnamed', { origin, url }, fixed(`Allow the origin ${origin}.`))
  if (!lets(preflight, origin)) {
    const step = `Add ${origin} to the allowed origins; now there is only ${allowed}.`
    return say.fail('notAllowed', { origin, url, allowed }, fixed(step))
  }
  const header = missingHeader(pair)
  if (header === undefined) return undefined
  return say.fail('header', { origin, url, header }, fixed(`Name ${header} in Access-Control-Allow-Headers.`))
}

function judgePair(judging: Judging): Finding {
  const { pair, at, say, origins } = judging
  const { origin, url, host, preflight, get } = pair
  const both = [preflight, get]
  if (both.some(({ outcome }) => outcome === 'wall')) return say.unknown('wall', { host, url }, at)
  const lost = both.some(({ outcome, status }) => outcome !== 'answer' || status === null || status >= 500)
  if (lost || both.some(({ status }) => status === 429)) return say.unknown('unseen', { url, origin }, at)
  const first = judgeFirst(judging)
  if (first !== undefined) return first
  if (lets(get, origin)) return say.pass('ok', { origin, url }, at)
  const fixed = { ...at, fix: fixFor(pair, origins, `Allow the origin ${origin} in the answers to GET and POST too.`) }
  if ((get.status ?? 0) >= 400) return say.warn('errorHidden', { origin, url }, { ...fixed, impact: 'medium' })
  return say.fail('answerBare', { origin, url }, fixed)
}

export default defineCheck({
  id: 'cors-own-frontend',
  version: 1,
  kind: 'assisted',
  title: 'Your own app may call your API',
  impact: 'blocker',
  why: 'Otherwise the live app cannot talk to its own API, although every test from localhost worked.',
  covers: { 'cors-explicit': 'required' },
  raises: ['cors-untested'],
  dependsOn: ['domain-resolves', 'https-reachable', 'host-roles', 'critical-urls-up'],
  when: (target) => (corsPairs(target).length > 0 ? true : 'sameOrigin'),
  needs: { own: webCorsOwn },
  messages,
  sources: [
    {
      label: 'Fetch standard: CORS-preflight fetch',
      url: 'https://fetch.spec.whatwg.org/#cors-preflight-fetch',
    },
  ],
  judge({ own }, say, { target }) {
    const origins = frontendOrigins(target)
    return own.pairs.map((pair, index) => {
      const exhibits = [exhibitOf(pair, 'OPTIONS', pair.preflight), exhibitOf(pair, 'GET', pair.get)]
      const at = { subject: urlSubject(pair.url), refs: [`web.cors-own#/pairs/${index}`], exhibits }
      return judgePair({ pair, at, say, origins })
    })
  },
})
