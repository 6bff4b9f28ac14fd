import { getDomain, getPublicSuffix } from 'tldts'

/** The name somebody registered at a registry: ICANN section of the public suffix list. The name itself where there is none. */
export function registrableDomain(name: string): string {
  return getDomain(name) ?? name
}

/** The public suffix of a name (`io`, `co.uk`); its last label where the list knows none. */
export function suffixOf(name: string): string {
  return getPublicSuffix(name) ?? name.slice(name.lastIndexOf('.') + 1)
}

/** The platform a name is borrowed from (`vercel.app` for `shop.vercel.app`), or undefined for a domain of one's own. */
export function platformOf(name: string): string | undefined {
  const own = getDomain(name, { allowPrivateDomains: true })
  const registered = getDomain(name)
  return own !== null && own !== registered ? (registered ?? undefined) : undefined
}

/** Whether a name lies in a zone: equal to its apex or below it. Case does not matter. */
export function isWithin(name: string, zone: string): boolean {
  const lower = name.toLowerCase()
  const apex = zone.toLowerCase()
  return lower === apex || lower.endsWith(`.${apex}`)
}

/** What somebody can call their own: registered at a registry, or handed out by a platform (`shop.vercel.app`). */
export function ownDomain(name: string): string {
  return getDomain(name, { allowPrivateDomains: true }) ?? name
}
