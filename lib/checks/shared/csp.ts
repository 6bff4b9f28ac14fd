import { suffixOf } from './public-suffix'

export type Policy = ReadonlyMap<string, readonly string[]>

/** The policies of header values: each field and each comma-part is its own (CSP3 section 2.2.2). */
export function parsePolicies(values: readonly string[]): Policy[] {
  return values
    .flatMap((value) => value.split(','))
    .map((text) => {
      const policy = new Map<string, string[]>()
      for (const part of text.split(';')) {
        const [name = '', ...sources] = part.trim().split(/\s+/)
        // The first directive of a name counts, later ones are ignored.
        if (name !== '' && !policy.has(name.toLowerCase())) policy.set(name.toLowerCase(), sources)
      }
      return policy
    })
    .filter((policy) => policy.size > 0)
}

/** Directives that a policy inside the page cannot set (CSP3 section 3.3). */
export function parseMetaPolicies(values: readonly string[]): Policy[] {
  const inert = ['frame-ancestors', 'report-uri', 'sandbox']
  return parsePolicies(values).map((policy) => new Map([...policy].filter(([name]) => !inert.includes(name))))
}

/** Whether the header's own name was put into its value, so that browsers find no directive in it. */
export function isVoid(value: string): boolean {
  return /^\s*content-security-policy\s*:/i.test(value)
}

const NONCE_OR_HASH = /^'(?:nonce-|sha(?:256|384|512)-)/i
const BROAD = /^(?:\*|https?:|data:|blob:|filesystem:|https?:\/\/\*)$/i

/** Whether a source lets in everybody: any host, any host of a scheme, or any name below a public suffix (`*.com`). */
export function isBroadSource(source: string): boolean {
  if (BROAD.test(source)) return true
  const suffix = /^(?:[a-z][a-z0-9+.-]*:\/\/)?\*\.([\w.-]+)/i.exec(source)?.[1]?.toLowerCase()
  return suffix !== undefined && suffixOf(`x.${suffix}`) === suffix
}

/** The sources scripts may come from; undefined where the policy says nothing about scripts. */
export function scriptSources(policy: Policy): readonly string[] | undefined {
  return policy.get('script-src-elem') ?? policy.get('script-src') ?? policy.get('default-src')
}

/** Whether a policy tells scripts apart by nonce or hash. */
export function marksScripts(policy: Policy): boolean {
  return (scriptSources(policy) ?? []).some((source) => NONCE_OR_HASH.test(source))
}

export type PolicyReading = { level: 'strong' | 'weak' | 'none'; gaps: string[] }

/** How far one policy protects against injected scripts, and what is missing. */
export function readPolicy(policy: Policy): PolicyReading {
  const sources = scriptSources(policy)
  if (sources === undefined) return { level: 'none', gaps: ['it says nothing about scripts'] }
  const lower = sources.map((source) => source.toLowerCase())
  const marked = marksScripts(policy)
  // Browsers ignore 'unsafe-inline' beside a nonce or hash, and host sources beside 'strict-dynamic'.
  const strict = marked && lower.includes("'strict-dynamic'")
  const broad = strict ? undefined : lower.find(isBroadSource)
  const objects = policy.get('object-src') ?? policy.get('default-src')
  const base = policy.get('base-uri')
  const gaps: (string | false | undefined)[] = [
    !marked && lower.includes("'unsafe-inline'") && "it allows 'unsafe-inline'",
    lower.includes("'unsafe-eval'") && "it allows 'unsafe-eval'",
    broad !== undefined && `it allows scripts from ${broad}`,
    (objects === undefined || objects.some(isBroadSource)) && 'object-src is not limited',
    // A foreign base address moves relative scripts, which only a list of hosts stops.
    marked && (base === undefined || base.some(isBroadSource)) && 'base-uri is not limited',
  ]
  const found = gaps.filter((gap) => typeof gap === 'string')
  return { level: found.length === 0 ? 'strong' : 'weak', gaps: found }
}

function matchesHost(source: string, target: URL, page: URL): boolean {
  const match = /^(?:([a-z][a-z0-9+.-]*):\/\/)?((?:\*\.)?[\w.-]+|\*)(?::(\d+|\*))?(\/[^?#]*)?$/i.exec(source)
  if (match === null) return false
  const [, scheme = page.protocol.slice(0, -1), name = '', port, path] = match
  const own = target.protocol.slice(0, -1)
  const upgraded = (scheme === 'http' && own === 'https') || (scheme === 'ws' && own === 'wss')
  if (scheme.toLowerCase() !== own && !upgraded) return false
  const host = name.toLowerCase()
  const sameHost =
    host === '*' || (host.startsWith('*.') ? target.hostname.endsWith(host.slice(1)) : target.hostname === host)
  const samePort = port === '*' || (port ?? '') === target.port || (port === '443' && target.port === '')
  if (!sameHost || !samePort) return false
  return (
    path === undefined ||
    path === '/' ||
    (path.endsWith('/') ? target.pathname.startsWith(path) : target.pathname === path)
  )
}

/**
 * Whether a policy certainly stops a script file of a page (CSP3 section 6.7.2). False where nonces,
 * hashes or scripts that load scripts decide, which an address alone does not tell.
 */
export function blocksScript(policy: Policy, script: string, page: string): boolean {
  const sandbox = policy.get('sandbox')
  if (sandbox !== undefined && !sandbox.some((flag) => /^allow-scripts$/i.test(flag))) return true
  const sources = scriptSources(policy)
  const target = URL.parse(script)
  const from = URL.parse(page)
  if (sources === undefined || target === null || from === null || marksScripts(policy)) return false
  // Without a nonce or hash nothing is left that 'strict-dynamic' would trust.
  if (sources.some((source) => /^'strict-dynamic'$/i.test(source))) return true
  return !sources.some((source) => {
    const word = source.toLowerCase()
    if (word === "'self'") return target.host === from.host
    if (word === '*') return true
    if (/^[a-z][a-z0-9+.-]*:$/.test(word))
      return word === target.protocol || (word === 'http:' && target.protocol === 'https:')
    return matchesHost(source, target, from)
  })
}
