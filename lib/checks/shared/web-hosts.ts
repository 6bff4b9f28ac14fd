import { getDomain } from 'tldts'
import type { HostRole, Target } from '../../engine/target'

const PLATFORM_SUFFIXES = [
  'vercel.app',
  'netlify.app',
  'pages.dev',
  'workers.dev',
  'herokuapp.com',
  'onrender.com',
  'up.railway.app',
  'fly.dev',
  'github.io',
  'web.app',
  'firebaseapp.com',
  'azurewebsites.net',
  'amplifyapp.com',
  'cloudfront.net',
  'lovable.app',
  'replit.app',
  'bubbleapps.io',
  'webflow.io',
  'myshopify.com',
]

const SIGN_IN_SUFFIXES = [
  'accounts.google.com',
  'login.microsoftonline.com',
  'b2clogin.com',
  'auth0.com',
  'okta.com',
  'clerk.accounts.dev',
  'accounts.dev',
  'amazoncognito.com',
  'workos.com',
  'authkit.app',
  'kinde.com',
  'stytch.com',
  'supabase.co',
  'fusionauth.io',
  'onelogin.com',
  'github.com',
  'appleid.apple.com',
  'checkout.stripe.com',
  'billing.stripe.com',
  'buy.stripe.com',
  'lemonsqueezy.com',
  'paddle.com',
  'paypal.com',
]

/** A host name as the URL standard spells it: lower case, A-labels, no trailing dot. */
export function plainHost(name: string): string {
  const bare = name.trim().replace(/\.$/, '').toLowerCase()
  return (URL.parse(`http://${bare}/`)?.hostname ?? bare).slice(0, 253)
}

/** The host of a URL, empty where the text is no URL. */
export function hostOfUrl(text: string): string {
  return URL.parse(text)?.hostname.replace(/\.$/, '') ?? ''
}

export type NamedHost = { host: string; roles: HostRole[] }

/**
 * The web hosts of a project, the apex first: everything it lists but names that only serve mail,
 * plus the apex, and www below a registrable domain, which visitors type whether listed or not. A
 * project without a public site is left with what it lists.
 */
export function webHostsOf(target: Target): NamedHost[] {
  const apex = plainHost(target.domain)
  const rows = new Map<string, HostRole[]>()
  if (target.profile.publicSite !== false || target.hosts.every(({ role }) => role === 'mail')) {
    rows.set(apex, [])
    if (getDomain(apex) === apex) rows.set(`www.${apex}`, [])
  }
  if (target.canonicalHost !== undefined) rows.set(plainHost(target.canonicalHost), [])
  for (const { name, role } of target.hosts) {
    const host = plainHost(name)
    rows.set(host, [...(rows.get(host) ?? []), role])
  }
  return [...rows]
    .map(([host, roles]) => ({ host, roles: [...new Set(roles)] }))
    .filter(({ roles }) => roles.length === 0 || roles.some((role) => role !== 'mail'))
}

/** Whether a host is one the project names, or its apex or www. */
export function isOwnHost(target: Target, host: string): boolean {
  const apex = plainHost(target.domain)
  const name = plainHost(host)
  if (name === apex || name === `www.${apex}`) return true
  if (target.canonicalHost !== undefined && plainHost(target.canonicalHost) === name) return true
  return target.hosts.some((row) => plainHost(row.name) === name)
}

/** Whether a host lies under the registrable domain of the project. */
export function isOwnDomain(target: Target, host: string): boolean {
  const apex = plainHost(target.domain)
  const registrable = getDomain(apex) ?? apex
  const name = plainHost(host)
  return name === registrable || name.endsWith(`.${registrable}`)
}

function endsWithAny(host: string, suffixes: readonly string[]): boolean {
  return suffixes.some((suffix) => host === suffix || host.endsWith(`.${suffix}`))
}

/** Whether a host is the default name a hosting platform gives every project. */
export function isPlatformHost(host: string): boolean {
  return endsWithAny(plainHost(host), PLATFORM_SUFFIXES)
}

/** Whether a host belongs to a well-known sign-in or payment service a key URL may hand over to. */
export function isHandoverHost(host: string): boolean {
  return endsWithAny(plainHost(host), SIGN_IN_SUFFIXES)
}

/** Whether a host only exists on somebody's own machine or network. */
export function isLocalHost(host: string): boolean {
  const name = plainHost(host)
  return (
    name === 'localhost' ||
    /\.(?:localhost|local|internal|lan)$/.test(name) ||
    /^(?:127\.|10\.|192\.168\.|169\.254\.|0\.0\.0\.0$|172\.(?:1[6-9]|2\d|3[01])\.)/.test(name) ||
    /^\[(?:::1|f[cd]|fe8)/.test(name)
  )
}
