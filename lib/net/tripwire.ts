import { Socket as UdpSocket } from 'node:dgram'
import { Socket } from 'node:net'
import type { Config } from '../config'
import { isMarked } from './marked'

/** A connection that did not come from the guard and is not on the list of our own services. */
export class TripwireError extends Error {
  override name = 'TripwireError'
  readonly code = 'EGRESS_TRIPWIRE'
  readonly destination: string

  constructor(destination: string) {
    super(`egress_tripwire: connection to ${destination} was not opened by the network guard`)
    this.destination = destination
  }
}

export type TripwireOptions = {
  /** `host:port` of our own services, and paths of local sockets. */
  allow: readonly string[]
  onHit: (destination: string) => void
}

const OAUTH_HOSTS: Record<'github' | 'google', readonly string[]> = {
  github: ['github.com:443', 'api.github.com:443'],
  google: [
    'accounts.google.com:443',
    'oauth2.googleapis.com:443',
    'openidconnect.googleapis.com:443',
    'www.googleapis.com:443',
  ],
}

const DEFAULT_PORTS: Record<string, string> = {
  'postgres:': '5432',
  'postgresql:': '5432',
  'smtp:': '587',
  'smtps:': '465',
}

/** `host:port` of a connection string; with a `host` parameter that is a folder, the local socket in it. */
function endpointsOf(text: string | undefined): string[] {
  const url = text === undefined ? null : URL.parse(text)
  if (url === null) return []
  const port = url.port === '' ? (DEFAULT_PORTS[url.protocol] ?? '') : url.port
  const folder = url.searchParams.get('host') ?? ''
  const local = folder.startsWith('/') ? [`${folder}/.s.PGSQL.${port}`] : []
  return [`${decodeURIComponent(url.hostname).replace(/^\[|\]$/g, '')}:${port}`, ...local]
}

/** The services this product itself needs: database, mail relay and the configured sign-in providers. */
export function ownServices(
  config: Pick<Config, 'DATABASE_URL' | 'LR_OWNER_DATABASE_URL' | 'LR_SMTP_URL' | 'GITHUB_ID' | 'GOOGLE_ID'> &
    Partial<Pick<Config, 'LR_WORKER_DATABASE_URL'>>,
): string[] {
  return [
    ...endpointsOf(config.DATABASE_URL),
    ...endpointsOf(config.LR_WORKER_DATABASE_URL),
    ...endpointsOf(config.LR_OWNER_DATABASE_URL),
    ...endpointsOf(config.LR_SMTP_URL),
    ...(config.GITHUB_ID === undefined ? [] : OAUTH_HOSTS.github),
    ...(config.GOOGLE_ID === undefined ? [] : OAUTH_HOSTS.google),
  ]
}

function field(options: object, name: string): string {
  const value: unknown = Reflect.get(options, name)
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

/** Destination of the many forms of `connect`: options, path, or port and host; also the list Node passes inside. */
function destinationOf(args: readonly unknown[]): string {
  const [first, second] = args
  if (Array.isArray(first)) return destinationOf(first)
  if (typeof first === 'object' && first !== null) {
    const path = field(first, 'path')
    return path === '' ? `${field(first, 'host') || 'localhost'}:${field(first, 'port')}` : path
  }
  if (typeof first === 'string' && !/^\d+$/.test(first)) return first
  return `${typeof second === 'string' ? second : 'localhost'}:${String(first)}`
}

function replaceMethod(
  owner: object,
  name: string,
  wrap: (original: (...args: unknown[]) => unknown) => unknown,
): () => void {
  const before = Object.getOwnPropertyDescriptor(owner, name)
  const original: unknown = before?.value
  if (before === undefined || typeof original !== 'function') throw new TypeError(`nothing to guard at ${name}`)
  const call = (self: unknown, ...args: unknown[]): unknown => Reflect.apply(original, self, args)
  Object.defineProperty(owner, name, { ...before, value: wrap(call) })
  return () => Object.defineProperty(owner, name, before)
}

/**
 * Replaces `connect` of TCP and `connect` and `send` of UDP sockets for the whole process: a socket that
 * the guard did not mark reaches our own services only. A last line of defence, not the guard itself:
 * it does not see look-ups of the system's resolver. Returns the removal, for tests.
 */
export function installTripwire({ allow, onHit }: TripwireOptions): () => void {
  const allowed = new Set(allow)
  const trip = (destination: string): TripwireError => {
    onHit(destination)
    return new TripwireError(destination)
  }
  const removeTcp = replaceMethod(Socket.prototype, 'connect', (original) => {
    return function connect(this: Socket, ...args: unknown[]) {
      const destination = destinationOf(args)
      if (isMarked(this) || allowed.has(destination)) return original(this, ...args)
      return this.destroy(trip(destination))
    }
  })
  const removeUdp = (['connect', 'send'] as const).map((name) =>
    replaceMethod(UdpSocket.prototype, name, (original) => {
      return function guarded(this: UdpSocket, ...args: unknown[]) {
        if (isMarked(this)) return original(this, ...args)
        throw trip(`udp ${name}`)
      }
    }),
  )
  return () => {
    for (const remove of [removeTcp, ...removeUdp]) remove()
  }
}
