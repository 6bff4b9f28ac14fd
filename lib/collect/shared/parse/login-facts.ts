import { Parser } from 'htmlparser2'
import type { LoginPage } from '../../../evidence/web-login'

// An unclosed tag costs time in proportion to the depth, so the cap bounds hostile pages.
const MAX_TEXT = 128 * 1024
const MAX = { providers: 6, actions: 4, links: 200, label: 120 }

export type LoginFacts = Pick<
  LoginPage,
  'password' | 'account' | 'providers' | 'actions' | 'textLength' | 'scripts'
> & {
  /** Absolute target of the first link that says "sign in"; empty without one. */
  link: string
}

const ACCOUNT_NAME = /mail|user|login|account|identifier|phone/i
const SIGN_IN = /\blog[\s-]?in\b|\bsign[\s-]?in\b|\b(?:my )?account\b/i
const SIGN_IN_PATH = /\/(?:log-?in|sign-?in|account|auth\/(?:login|signin))(?:[/?#.]|$)/i
const PROVIDER_TEXT =
  /\b(?:continue|(?:log|sign)[\s-]?in|(?:log|sign)[\s-]?up)\s+(?:with|using|via)\s+[\p{L}\d]|\b(?:single sign-on|sso|passkey|magic link)\b/iu
const PROVIDER_PATH =
  /\/(?:oauth2?|sso|saml|openid|api\/auth\/signin|auth|users\/auth|accounts)\/(?:google|github|gitlab|microsoft|azure|apple|facebook|twitter|linkedin|discord|slack|auth0|okta|clerk|keycloak|authorize|login|start)/i

type Open = { href: string; text: string; isLink: boolean }
type State = LoginFacts & {
  inert: number
  form: { action: string; sensitive: boolean } | null
  open: Open[]
  links: number
}

function absolute(text: string, base: string): string {
  return (URL.parse(text.trim(), base)?.href ?? '').slice(0, 2048)
}

function closeForm(state: State): void {
  const { form } = state
  state.form = null
  if (form?.sensitive === true && state.actions.length < MAX.actions && !state.actions.includes(form.action))
    state.actions.push(form.action)
}

function closeControl(state: State, base: string): void {
  const control = state.open.pop()
  if (control === undefined) return
  const text = control.text.replace(/\s+/g, ' ').trim()
  const target = control.href === '' ? '' : absolute(control.href, base)
  if (PROVIDER_TEXT.test(text) || PROVIDER_PATH.test(control.href)) {
    if (state.providers.length < MAX.providers) state.providers.push((text === '' ? target : text).slice(0, MAX.label))
    return
  }
  if (!control.isLink || state.link !== '' || !/^https?:/.test(target)) return
  if (SIGN_IN.test(text) || SIGN_IN_PATH.test(URL.parse(target)?.pathname ?? '')) state.link = target
}

type Attributes = Readonly<Record<string, string>>

function readInput(state: State, attributes: Attributes): void {
  const type = (attributes.type ?? 'text').toLowerCase()
  const isPassword = type === 'password'
  const named = `${attributes.name ?? ''} ${attributes.id ?? ''} ${attributes.autocomplete ?? ''}`
  const isAccount = type === 'email' || ((type === 'text' || type === 'tel') && ACCOUNT_NAME.test(named))
  if (isPassword) state.password = true
  if (isAccount) state.account = true
  if ((isPassword || isAccount) && state.form !== null) state.form.sensitive = true
}

/** What a sign-in page asks for and where it sends it, in one pass over its first 128 KiB. Never throws. */
export function readLoginFacts(text: string, url: string): LoginFacts {
  const state: State = {
    password: false,
    account: false,
    providers: [],
    actions: [],
    textLength: 0,
    scripts: 0,
    link: '',
    inert: 0,
    form: null,
    open: [],
    links: 0,
  }
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (name === 'script') state.scripts += 1
        if (/^(?:script|style|svg|template|noscript|title)$/.test(name)) state.inert += 1
        if (name === 'form') {
          closeForm(state)
          state.form = { action: attributes.action ? absolute(attributes.action, url) : url, sensitive: false }
        }
        if (name === 'input') readInput(state, attributes)
        if ((name === 'a' || name === 'button') && state.links < MAX.links) {
          state.links += 1
          const seen = state.inert === 0
          const href = seen ? (attributes.href ?? '') : ''
          state.open.push({ href, text: seen ? (attributes['aria-label'] ?? '') : '', isLink: seen && name === 'a' })
        }
      },
      ontext(data) {
        if (state.inert > 0) return
        state.textLength += data.trim().length
        const control = state.open.at(-1)
        if (control !== undefined && control.text.length < 300) control.text += data.slice(0, 300)
      },
      onclosetag(name) {
        if (/^(?:script|style|svg|template|noscript|title)$/.test(name)) state.inert = Math.max(0, state.inert - 1)
        if (name === 'form') closeForm(state)
        if (name === 'a' || name === 'button') closeControl(state, url)
      },
    },
    { decodeEntities: true, lowerCaseTags: true },
  )
  parser.write(text.slice(0, MAX_TEXT))
  parser.end()
  closeForm(state)
  const { password, account, providers, actions, textLength, scripts, link } = state
  return { password, account, providers, actions, textLength, scripts, link }
}
