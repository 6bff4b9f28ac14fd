import { isIP } from 'node:net'
import { domainToASCII } from 'node:url'
import type { EgressCode, Purpose } from './types'

/** Names that never belong to a public server (RFC 6761, RFC 6762, RFC 7686, RFC 8375, RFC 9476 and habits of networks). */
const SPECIAL_SUFFIXES = [
  'localhost',
  'local',
  'internal',
  'intranet',
  'lan',
  'home',
  'corp',
  'home.arpa',
  'onion',
  'alt',
  'invalid',
  'example',
]

/** Ports of other protocols that the fetch standard refuses ("port blocking"), from 1024 upwards. */
const BAD_PORTS = new Set(
  [1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6679, 6697, 10080].concat([
    6665, 6666, 6667, 6668, 6669,
  ]),
)

const PURPOSE_PORTS: Record<Exclude<Purpose, 'endpoint' | 'webhook'>, readonly number[]> = {
  web: [80, 443],
  mail: [25, 465, 587],
  dns: [53],
  git: [443],
}

/** Whether the purpose permits the port. Port 0 never. */
export function isPortAllowed(port: number, purpose: Purpose): boolean {
  if (!Number.isInteger(port) || port < 1 || port > 65_535) return false
  if (purpose !== 'endpoint' && purpose !== 'webhook') return PURPOSE_PORTS[purpose].includes(port)
  return port === 80 || port === 443 || (port >= 1024 && !BAD_PORTS.has(port))
}

function endsWithin(name: string, suffix: string): boolean {
  return name === suffix || name.endsWith(`.${suffix}`)
}

function isSpecialUse(name: string, testNetwork: boolean): boolean {
  if (endsWithin(name, 'in-addr.arpa') || endsWithin(name, 'ip6.arpa')) return false
  if (endsWithin(name, 'arpa')) return true
  if (endsWithin(name, 'test')) return !testNetwork
  return SPECIAL_SUFFIXES.some((suffix) => endsWithin(name, suffix))
}

export type HostName = { kind: 'address'; address: string } | { kind: 'name'; name: string } | { kind: 'refused' }

/**
 * Reads a host as the guard does: brackets and one trailing dot go, IP literals in every spelling
 * the URL standard knows become canonical, and names must be plain, dotted and of public use.
 */
export function readHost(text: string, options: { testNetwork: boolean; denied?: readonly string[] }): HostName {
  const refused = { kind: 'refused' } as const
  if (text.length > 300) return refused
  const bare = text.startsWith('[') && text.endsWith(']') ? text.slice(1, -1) : text
  if (isIP(bare) !== 0) return bare.includes('%') ? refused : { kind: 'address', address: bare.toLowerCase() }
  // A host that the URL standard would repair, decode or cut off is not one we contact.
  if (!/^[^\s\p{Cc}/?#@:%\\]+$/u.test(bare)) return refused
  const name = domainToASCII(bare.endsWith('.') ? bare.slice(0, -1) : bare)
  if (isIP(name) !== 0) return { kind: 'address', address: name }
  if (name.length > 253 || !name.includes('.')) return refused
  if (!name.split('.').every((label) => /^[a-z0-9_-]{1,63}$/.test(label))) return refused
  if (isSpecialUse(name, options.testNetwork)) return refused
  if ((options.denied ?? []).some((suffix) => endsWithin(name, suffix.toLowerCase()))) return refused
  return { kind: 'name', name }
}

export type TargetUrl =
  | { ok: true; url: URL; host: string; port: number }
  | { ok: false; code: EgressCode; host: string; port: number }

/**
 * Reads a URL once, for every hop: http or https only, no user name or password. Later code uses
 * the parts of `url`, never the text again. The host is judged when it is opened.
 */
export function readTargetUrl(text: string, base?: URL): TargetUrl {
  const url = URL.parse(text, base)
  if (url === null) return { ok: false, code: 'EGRESS_HOST', host: '', port: 0 }
  const secure = url.protocol === 'https:'
  const port = url.port === '' ? (secure ? 443 : 80) : Number(url.port)
  const host = url.hostname
  if (!secure && url.protocol !== 'http:') return { ok: false, code: 'EGRESS_SCHEME', host, port }
  if (url.username !== '' || url.password !== '') return { ok: false, code: 'EGRESS_USERINFO', host, port }
  return { ok: true, url, host, port }
}
