import { getDomain, getPublicSuffix, parse } from 'tldts'

/**
 * Understands what a person types where a domain is asked for. Pure; the same in the browser, on the
 * server and on the command line. What was typed comes back untouched, so a form never loses it.
 */
export type ParsedDomain =
  | { ok: true; typed: string; host: string; display: string; registrable: string }
  | { ok: false; typed: string; reason: string }

export type DomainOptions = {
  /** Accept names under `.test` (RFC 6761), which only exist in the laboratory network. */
  allowTest?: boolean
}

/** Special-use names (RFC 6761, 6762, 7686, 8375, 9476) and suffixes private networks took for themselves. */
const RESERVED = [
  'localhost',
  'local',
  'internal',
  'intranet',
  'private',
  'lan',
  'home',
  'corp',
  'home.arpa',
  'onion',
  'alt',
  'invalid',
  'example',
  'arpa',
]
const EXAMPLES = new Set(['example.com', 'example.net', 'example.org'])

const SAY = {
  empty: 'Type the domain of your product, such as acme.io.',
  address: 'This is an IP address. Type the domain name your users type.',
  localhost: 'localhost is this computer. Type the domain your users will open.',
  reserved: (suffix: string) => `Names under .${suffix} are reserved and do not exist on the public internet.`,
  example: (name: string) => `${name} is reserved for documentation. Type your own domain.`,
  suffix: (name: string) =>
    `${name} is shared by many owners. Type your own name in front of it, such as acme.${name}.`,
  unknown: (suffix: string) => `.${suffix} is not a domain ending that exists. Check the spelling.`,
  noDot: 'A domain has a dot in it, such as acme.io.',
  long: 'This is longer than a domain name can be.',
  email: 'This is an e-mail address. Type only the part after the @.',
  scheme: 'Only web addresses can be checked. Type a domain such as acme.io.',
  shape: 'This does not look like a domain. It should look like acme.io.',
}

/** The registrable domain or host a person means. Refusals are one plain sentence. */
export function parseDomain(typed: string, options: DomainOptions = {}): ParsedDomain {
  const fail = (reason: string): ParsedDomain => ({ ok: false, typed, reason })
  const found = hostIn(typed)
  if ('reason' in found) return fail(found.reason)
  const { host } = found
  const problem = nameProblem(host, options)
  if (problem !== undefined) return fail(problem)
  const display = displayName(host)
  return { ok: true, typed, host, display, registrable: registrableOf(host) }
}

/** What somebody registered to have this name: at a registry, or at a platform that hands names out. */
export function registrableOf(host: string): string {
  return getDomain(host, { allowPrivateDomains: true }) ?? host
}

/**
 * A host name of a project: the same rules. Underscores are not host names; names under `.test` are let
 * through here because whether the laboratory is on is known to the server only.
 */
export function parseHostName(typed: string): ParsedDomain {
  return parseDomain(typed, { allowTest: true })
}

export type Start = {
  domain: string
  hosts: { name: string; role: 'apex' | 'www' | 'app' | 'api' | 'staging' | 'other' }[]
}

const FIRST_LABEL_ROLES: Record<string, 'app' | 'api' | 'staging'> = {
  app: 'app',
  dashboard: 'app',
  my: 'app',
  portal: 'app',
  api: 'api',
  staging: 'staging',
  stage: 'staging',
  dev: 'staging',
}

/**
 * What a project starts with, from a host `parseDomain` accepted: the registrable domain, its www, and the
 * typed host itself where it is another one (`app.acme.io` gives acme.io, www.acme.io and app.acme.io).
 */
export function startingPoint(host: string): Start {
  const domain = getDomain(host, { allowPrivateDomains: true }) ?? host
  const hosts: Start['hosts'] = [
    { name: domain, role: 'apex' },
    { name: `www.${domain}`, role: 'www' },
  ]
  if (hosts.some((known) => known.name === host)) return { domain, hosts }
  const first = host.split('.')[0] ?? ''
  return { domain, hosts: [...hosts, { name: host, role: FIRST_LABEL_ROLES[first] ?? 'other' }] }
}

/** `münchen.de` for `xn--mnchen-3ya.de`; the ASCII form wherever the label does not survive the way back. */
export function displayName(host: string): string {
  return host
    .split('.')
    .map((label) => unicodeLabel(label))
    .join('.')
}

function hostIn(typed: string): { host: string } | { reason: string } {
  const text = typed.normalize('NFKC').trim()
  if (text === '') return { reason: SAY.empty }
  if (text.length > 2048) return { reason: SAY.long }
  const scheme = /^([a-z][a-z0-9+.-]*):(?!\d+(?:[/?#]|$))/i.exec(text)?.[1]?.toLowerCase()
  if (scheme !== undefined && scheme !== 'http' && scheme !== 'https') return { reason: SAY.scheme }
  if (scheme === undefined && isBareAddress(text)) return { reason: SAY.address }
  const rest = scheme === undefined ? text.replace(/^\/\//, '') : text.slice(scheme.length + 1).replace(/^[\\/]+/, '')
  if (/^[^/?#]*@/.test(rest)) return { reason: scheme === undefined ? SAY.email : SAY.shape }
  const raw = /^[^/?#\\]*/.exec(rest)?.[0] ?? ''
  // The URL parser would strip or reinterpret these; a name that holds them was mistyped.
  if (raw === '' || /[\s%<>"'`{}|^,;!$&()*+=~]/u.test(raw) || /\p{Cc}|\p{Cf}/u.test(raw)) return { reason: SAY.shape }
  const name = raw.replace(/:\d*$/, '')
  if (name.replace(/\.$/, '').length > 1000) return { reason: SAY.long }
  if (!URL.canParse(`http://${name}/`))
    return { reason: isNumeric(name) ? SAY.address : tooLong(name) ? SAY.long : SAY.shape }
  const host = new URL(`http://${name}/`).hostname.replace(/\.$/, '')
  return { host }
}

function tooLong(name: string): boolean {
  return name.length > 253 || name.split('.').some((label) => label.length > 63)
}

/** An IPv6 address without brackets holds colons, which no domain does. */
function isBareAddress(text: string): boolean {
  return /^\[?[0-9a-f:.%]*:[0-9a-f:.%]*:[^/]*/i.test(text) && !text.includes('//')
}

function isNumeric(name: string): boolean {
  return /^[0-9a-fx.]+$/i.test(name) && /\d/.test(name)
}

function nameProblem(host: string, options: DomainOptions): string | undefined {
  if (host.startsWith('[') || parse(host).isIp === true || /^[0-9.]+$/.test(host)) return SAY.address
  if (host === 'localhost' || host.endsWith('.localhost')) return SAY.localhost
  if (host.length > 253 || host.split('.').some((label) => label.length > 63)) return SAY.long
  const reserved = reservedSuffix(host, options)
  if (reserved !== undefined) return SAY.reserved(reserved)
  if (!host.includes('.')) return getPublicSuffixKnown(host) ? SAY.suffix(host) : SAY.noDot
  if (!host.split('.').every((label) => /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(label))) return SAY.shape
  return registryProblem(host, options)
}

function registryProblem(host: string, options: DomainOptions): string | undefined {
  if (options.allowTest === true && host.endsWith('.test')) return undefined
  const facts = parse(host, { allowPrivateDomains: true })
  const example = facts.domain !== null && EXAMPLES.has(facts.domain) ? facts.domain : undefined
  if (example !== undefined) return SAY.example(example)
  if (facts.isIcann !== true && facts.isPrivate !== true) return SAY.unknown(facts.publicSuffix ?? host)
  if (facts.domain === null) return SAY.suffix(host)
  return undefined
}

function reservedSuffix(host: string, options: DomainOptions): string | undefined {
  const list = options.allowTest === true ? RESERVED : [...RESERVED, 'test']
  return list.find((suffix) => host === suffix || host.endsWith(`.${suffix}`))
}

function getPublicSuffixKnown(host: string): boolean {
  const facts = parse(`x.${host}`)
  return facts.isIcann === true && getPublicSuffix(`x.${host}`) === host
}

const BASE = 36
const T_MIN = 1
const T_MAX = 26

/** RFC 3492 decoding of one label, checked by encoding it again through the URL parser. */
function unicodeLabel(label: string): string {
  if (!label.startsWith('xn--')) return label
  const decoded = decodePunycode(label.slice('xn--'.length))
  if (decoded === undefined || /\p{Cc}|\p{Cf}|\p{Z}/u.test(decoded)) return label
  const back = URL.canParse(`http://${decoded}.com/`) ? new URL(`http://${decoded}.com/`).hostname : ''
  return back === `${label}.com` ? decoded : label
}

function decodePunycode(input: string): string | undefined {
  const basicEnd = input.lastIndexOf('-')
  const points = [...(basicEnd > 0 ? input.slice(0, basicEnd) : '')].map((letter) => letter.codePointAt(0) ?? 0)
  let n = 128
  let i = 0
  let bias = 72
  let at = basicEnd > 0 ? basicEnd + 1 : 0
  while (at < input.length) {
    const before = i
    let weight = 1
    for (let k = BASE; ; k += BASE) {
      const digit = digitOf(input.charCodeAt(at++))
      if (digit === undefined) return undefined
      i += digit * weight
      const t = Math.min(Math.max(k - bias, T_MIN), T_MAX)
      if (digit < t) break
      weight *= BASE - t
    }
    const length = points.length + 1
    bias = adapt(i - before, length, before === 0)
    n += Math.floor(i / length)
    i %= length
    if (n > 0x10ffff) return undefined
    points.splice(i++, 0, n)
  }
  return String.fromCodePoint(...points)
}

function digitOf(code: number): number | undefined {
  if (code >= 48 && code <= 57) return code - 22
  if (code >= 97 && code <= 122) return code - 97
  return undefined
}

function adapt(delta: number, length: number, first: boolean): number {
  let rest = first ? Math.floor(delta / 700) : Math.floor(delta / 2)
  rest += Math.floor(rest / length)
  let k = 0
  while (rest > ((BASE - T_MIN) * T_MAX) / 2) {
    rest = Math.floor(rest / (BASE - T_MIN))
    k += BASE
  }
  return k + Math.floor(((BASE - T_MIN + 1) * rest) / (rest + 38))
}
