import { maskUrl } from '../checks/shared/mask-web'
import { isHandoverHost, isOwnDomain } from '../checks/shared/web-hosts'
import type { Target } from '../engine/target'
import { webEntry } from '../evidence/web-entry'
import { type LoginPage, webLogin } from '../evidence/web-login'
import type { Chain, HttpProber } from '../net/http-types'
import { headerValues } from './shared/answer'
import { byDeadline } from './shared/by-deadline'
import { defineCollector } from './shared/define'
import { mainSites } from './shared/main-hosts'
import { readLoginFacts } from './shared/parse/login-facts'
import { followTwice } from './shared/second-look'
import { servedSites } from './shared/served-site'
import { errorFacts } from './shared/web-chain'

const MAX_DECLARED = 3
/** A page with less visible text and some script waits for the script. */
const SHELL_TEXT = 80
const EXPECTED = /^(?:login_required|consent_required|interaction_required|session_?required|none)$/i

/** What an address on the way calls its mistake; sign-in services answer that way instead of failing. */
function mistakeOf(chain: Chain): string {
  const urls = [...chain.hops.flatMap(({ location }) => location?.target ?? []), chain.finalUrl]
  for (const url of urls) {
    const parsed = URL.parse(url)
    if (parsed === null) continue
    const params = [parsed.searchParams, new URLSearchParams(parsed.hash.slice(1))]
    const found = params.map((some) => some.get('error') ?? some.get('error_code') ?? '').find((value) => value !== '')
    if (found !== undefined && /^[\w. -]{3,80}$/.test(found) && !EXPECTED.test(found)) return found
  }
  return ''
}

function blank(url: string, declared: boolean, outcome: LoginPage['outcome']): LoginPage {
  return {
    url: maskUrl(url).slice(0, 2048),
    declared,
    finalUrl: maskUrl(url).slice(0, 2048),
    outcome,
    status: null,
    error: null,
    wall: '',
    basic: false,
    password: false,
    account: false,
    providers: [],
    actions: [],
    textLength: 0,
    scripts: 0,
    mistake: '',
  }
}

function readChain(chain: Chain, url: string, declared: boolean): LoginPage {
  const exchange = chain.hops.at(-1)?.exchange
  const finalUrl = maskUrl(chain.finalUrl).slice(0, 2048)
  const mistake = mistakeOf(chain)
  if (chain.end !== 'final' || exchange === undefined || !exchange.ok) {
    const error = chain.error ?? (exchange && !exchange.ok ? exchange.error : null)
    const outcome = chain.end === 'blocked' ? 'refused' : error?.fault === 'ours' ? 'not-looked' : 'failed'
    return { ...blank(url, declared, outcome), finalUrl, mistake, error: error === null ? null : errorFacts(error) }
  }
  const { response } = exchange
  const seen = {
    ...blank(url, declared, 'other'),
    finalUrl,
    mistake,
    status: response.status,
    basic: headerValues(response, 'www-authenticate').some((value) => /^\s*basic\b/i.test(value)),
  }
  if (response.blocked) return { ...seen, outcome: 'wall', wall: response.blocked.by }
  if (response.body.text === null) return seen
  const { link: _link, ...facts } = readLoginFacts(response.body.text, chain.finalUrl)
  const masked = { providers: facts.providers.map((text) => maskUrl(text)), actions: facts.actions.map(maskUrl) }
  return { ...seen, ...facts, ...masked, outcome: 'page' }
}

type Looking = { http: HttpProber; softDeadline: AbortSignal }

async function look(url: string, declared: boolean, { http, softDeadline }: Looking): Promise<LoginPage> {
  const chain = await byDeadline(softDeadline, followTwice(http, { url }), null)
  return chain === null ? blank(url, declared, 'not-looked') : readChain(chain, url, declared)
}

type Search = { link: string; searched: boolean }

/** The first link of the first pages that says "sign in". The run has these pages already. */
async function search(urls: readonly string[], target: Target, { http, softDeadline }: Looking): Promise<Search> {
  let searched = false
  for (const url of urls) {
    const chain = await byDeadline(softDeadline, http.follow({ url }), null)
    const exchange = chain?.end === 'final' ? chain.hops.at(-1)?.exchange : undefined
    if (!exchange?.ok || exchange.response.blocked || exchange.response.status >= 400) continue
    const { text } = exchange.response.body
    if (chain === null || text === null) continue
    const { link, textLength, scripts, password } = readLoginFacts(text, chain.finalUrl)
    if (password) return { link: chain.finalUrl, searched: true }
    const host = URL.parse(link)?.hostname ?? ''
    if (link !== '' && (isOwnDomain(target, host) || isHandoverHost(host))) return { link, searched: true }
    searched ||= textLength >= SHELL_TEXT || scripts === 0
  }
  return { link: '', searched }
}

export default defineCollector(webLogin, {
  needs: { entry: webEntry },
  lane: 'http',
  timeoutMs: 30_000,
  async collect({ entry }, { net, target, softDeadline }) {
    const looking = { http: net.http, softDeadline }
    const declared = target.urls.filter(({ purpose }) => purpose === 'login').slice(0, MAX_DECLARED)
    if (declared.length > 0) {
      const pages = await Promise.all(declared.map(({ url }) => look(url, true, looking)))
      return { pages, searched: true }
    }
    const homes = mainSites(servedSites(entry), target).map(({ origin }) => `${origin}/`)
    const { link, searched } = await search(homes, target, looking)
    return { pages: link === '' ? [] : [await look(link, false, looking)], searched }
  },
})
