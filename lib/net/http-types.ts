/**
 * What an HTTP look at a target yields. Every value here is plain JSON and bounded, so a collector
 * can store it as evidence as it is. A fact about the target (refused, reset, time-out, bot wall) is
 * a value; a promise never rejects because of what a target does.
 */

/** Request headers a collector may add. Authorization and Cookie are not among them on purpose. */
export type ProbeHeader =
  | 'accept'
  | 'accept-encoding'
  | 'access-control-request-headers'
  | 'access-control-request-method'
  | 'cache-control'
  | 'content-type'
  | 'if-modified-since'
  | 'if-none-match'
  | 'origin'
  | 'range'
  | 'x-probe-signature'

export type ProbeMethod = 'GET' | 'HEAD' | 'OPTIONS' | 'POST'

export type FetchRequest = {
  /** Absolute http or https URL. The fragment is not sent. */
  url: string
  /** Default `GET`. `POST` only together with `active`. */
  method?: ProbeMethod
  /** What a `POST` sends, at most 4 KiB of text. */
  body?: string
  /** The header variant. Part of the cache key; empty by default. */
  headers?: Partial<Record<ProbeHeader, string>>
  /** Dial this address only. It must be one of the vetted addresses of the host. */
  address?: string
  /**
   * Dial this address although it is none of the host's: does a server answer for the name past its proxy?
   * Only together with `active`; the guard decides about the address as about any other.
   */
  via?: string
  /** Which repetition of an otherwise equal request this is; default 0. Part of the cache key. */
  sample?: number
  /** Limit on the wire and after decoding, bytes; default 2 MiB, ceiling 4 MiB. */
  maxBody?: number
  /**
   * Unpacks a body that is a gzip file by its content, such as `sitemap.xml.gz`, within the same limits. What cannot be
   * unpacked stays as it is.
   */
  unpack?: boolean
  /** Total time for this request, milliseconds; default 15,000, ceiling 15,000. */
  totalMs?: number
  /** Whether this port was declared by the owner for this URL; otherwise only 80 and 443 are dialled. */
  declaredPort?: boolean
  /**
   * May share an HTTP/2 connection with other such questions of the run to the same host: where only what the server
   * answers counts, and neither times nor TLS. Each still waits for its turn.
   */
  shared?: boolean
  /** Needs the owner's permission: counted apart, so that ordinary looks keep their share of the host. */
  active?: boolean
}

/** Header lines in the order they arrived, name as sent, value re-decoded as UTF-8 where that is valid. */
export type HeaderList = [name: string, value: string][]

export type Timings = {
  /** All in milliseconds, rounded to 0.1; `null` where the phase was not reached or does not exist. */
  dns: number | null
  tcp: number | null
  tls: number | null
  /** From the request being written to the first byte of the final answer's headers. */
  ttfb: number | null
  total: number
}

export type BodyFacts = {
  /** Decoded text (charset of Content-Type, else UTF-8), or null for binary, undecodable or unread bodies. */
  text: string | null
  /** Whether `text` is shorter than what was read, because the run's memory for texts is used up. */
  textCut: boolean
  /** First 512 decoded bytes as lower-case hex: magic numbers. */
  head: string
  /** SHA-256 of the decoded bytes that were read, lower-case hex. */
  sha256: string
  wireBytes: number
  decodedBytes: number
  /** Why the body is incomplete; null when it is whole. `aborted`: the peer closed early. */
  truncated: 'wire' | 'decoded' | 'ratio' | 'aborted' | null
  /** The content coding that could not be decoded; then `text` is null and `sha256` is of the wire bytes. */
  undecoded: string | null
}

/** A wall that answered instead of the site: page content of this host proves nothing. */
export type BotWall = {
  by: 'cloudflare' | 'vercel' | 'aws-waf' | 'akamai' | 'imperva' | 'datadome' | 'sucuri' | 'rate-limit'
  /** The header or phrase that gave it away, at most 120 characters. */
  sign: string
}

export type HttpResponse = {
  status: number
  /** Reason phrase of HTTP/1, at most 120 characters; empty over HTTP/2. */
  statusText: string
  /** `HTTP/1.0`, `HTTP/1.1` or `HTTP/2`. */
  protocol: string
  headers: HeaderList
  /** Informational statuses seen before the final one, such as 103; at most 20. */
  info: number[]
  body: BodyFacts
  blocked: BotWall | null
}

export type NetErrorCode =
  // The target's own doing.
  | 'DNS_NXDOMAIN'
  | 'DNS_NODATA'
  | 'ECONNREFUSED'
  | 'ECONNRESET'
  | 'EUNREACH'
  | 'TIMEOUT'
  | 'PROTOCOL'
  | 'PLAIN_HTTP_ON_TLS'
  | 'TLS_ALERT'
  | 'TLS_EXCESSIVE_MESSAGE'
  | 'TLS'
  // Refused before any packet left.
  | 'BLOCKED_ADDRESS'
  | 'BLOCKED_HOST'
  | 'BLOCKED_PORT'
  | 'BLOCKED_URL'
  // We did not look, or could not.
  | 'HEADER_OVERFLOW'
  | 'DNS_FAILED'
  | 'HOST_STOPPED'
  | 'BUDGET'
  | 'ABORTED'
  | 'INTERNAL'

/** Who a failure belongs to. Only `target` may ever count against the site; the rest is "not proven". */
export type Fault = 'target' | 'guard' | 'ours'

export type NetError = {
  code: NetErrorCode
  fault: Fault
  /** Where it happened. */
  phase: 'url' | 'dns' | 'connect' | 'tls' | 'first-byte' | 'headers' | 'body' | 'total' | 'queue'
  /** The platform's code or a short reason, at most 200 characters, for display only. */
  detail: string
  /** TLS alert number where the peer sent one (112 unrecognized name, 40 handshake failure, 80 internal error). */
  alert?: number
}

/** What TLS said on an https exchange. The request is sent whether or not the certificate verifies. */
export type ExchangeTls = {
  version: string
  cipher: string
  /** What ALPN chose: `h2`, `http/1.1`, or empty. */
  alpn: string
  authorized: boolean
  /** OpenSSL's verification code where not authorized, else empty. */
  authorizationError: string
  leafFingerprint: string
}

type ExchangeBase = {
  url: string
  method: ProbeMethod
  /** The header variant that was asked for. */
  variant: Partial<Record<ProbeHeader, string>>
  sample: number
  /** The vetted address that was dialled; null when nothing was dialled. */
  address: string | null
  /** When the exchange started, milliseconds since the epoch. */
  at: number
  timings: Timings
  tls: ExchangeTls | null
}

/** One request and what came of it. */
export type Exchange = ExchangeBase & ({ ok: true; response: HttpResponse } | { ok: false; error: NetError })

export type LocationFact = {
  /** The first Location field exactly as received (latin1 bytes as characters), at most 8,192 characters. */
  raw: string
  /** How many Location fields the answer had. */
  fields: number
  /** Further Location values, at most 3. */
  others: string[]
  /** The absolute URL it resolves to, or null when it cannot be parsed. */
  target: string | null
}

export type Hop = {
  exchange: Exchange
  /** Null when the answer is no redirect, or a redirect without Location. */
  location: LocationFact | null
}

/**
 * Why following stopped. `final`: an answer that is no redirect (also a bot wall: see `blocked` there).
 * `blocked`: the next hop was refused by our guard; `error` of the chain has the code.
 */
export type ChainEnd = 'final' | 'loop' | 'too-many' | 'bad-scheme' | 'bad-location' | 'blocked' | 'error'

export type Chain = {
  start: string
  hops: Hop[]
  end: ChainEnd
  /** The URL of the last request made, or the one that was refused. */
  finalUrl: string
  /** Why it ended, for `blocked` and `error`. */
  error: NetError | null
  /** For `loop`: `same` (a URL came again with unchanged cookies) or `growing` (/en/en/en/...). */
  loop: 'same' | 'growing' | null
}

export type FollowRequest = FetchRequest & {
  /** Default 10, ceiling 10. */
  maxRedirects?: number
}

/** What was sent so far in this run, for politeness evidence and tests. */
export type HttpStats = {
  requests: number
  bytes: number
  /** `waitUntil`: when the host may be asked again, milliseconds since 1970; 0 where it did not say. */
  hosts: Record<string, { requests: number; stopped: string | null; waitUntil: number }>
}

/**
 * One run's HTTP eyes. Requests of one host are at most 2 at a time and start at least 150 ms apart, also those that
 * share a connection. The same key
 * (method, URL, header variant, address, sample) is fetched once and the same record is returned again.
 * A host gets at most 60 ordinary requests and 120 in all, and 90 s in all: beyond that `BUDGET`.
 * A host that asked us to wait (Retry-After) or to stop (`X-Launch-Ready: stop`), or failed three times in a row (5xx
 * or time-out), is not asked again: `HOST_STOPPED`. After an active request the wait lasts as long as the host said. `fetch` and `follow` never reject.
 */
export type HttpProber = {
  fetch(request: FetchRequest): Promise<Exchange>
  /** Follows redirects with a cookie jar per chain; hops are not shared with `fetch` once a cookie was set. */
  follow(request: FollowRequest): Promise<Chain>
  /** Forgets that a host was stopped: for the one retry a check is allowed, after a pause, after a 5xx or time-out. */
  forgive(host: string): void
  stats(): HttpStats
}
