import type { Socket } from 'node:net'
import type { Config } from '../config'
import type { DnsClient, DnsStatus } from './dns/types'
import type { Shelf } from './http/shelf'
import type { HttpProber } from './http-types'
import type { Release } from './limits'
import type { Pause } from './pause'
import type { Rdap } from './rdap'
import type { SmtpProber } from './smtp-types'
import type { TlsProber } from './tls-types'

/**
 * What a collector receives as `ctx.net`: one instance per run, with fresh caches and budgets,
 * bound to the signal of the run and closed at its end.
 */
export type Net = {
  dns: DnsClient
  vet: Vet
  open: Open
  http: HttpProber
  rdap: Rdap
  smtp: SmtpProber
  tls: TlsProber
  /**
   * Class of a published address as the public internet sees it: `public`, `private`, `loopback`, ...
   * (names of `lib/checks/shared/address`, with the operator's extra public ranges applied).
   */
  addressClass(address: string): string
  /** The pauses between two looks at the same thing. Waiting on purpose happens here, never by a timer of one's own. */
  pause: Pause
  /** Destroys every socket of the run and refuses further work. Safe to call twice. */
  close(): Promise<void>
}

/**
 * Decides the ports: `web` 80 and 443; `endpoint` a port the owner declared in a URL (80, 443 or
 * 1024 and above without the fetch standard's bad ports); `mail` 25, 465, 587; `dns` 53; `git` 443;
 * `webhook` as `endpoint`.
 */
export type Purpose = 'web' | 'endpoint' | 'mail' | 'dns' | 'git' | 'webhook'

export type EgressCode =
  | 'EGRESS_SCHEME'
  | 'EGRESS_USERINFO'
  | 'EGRESS_HOST'
  | 'EGRESS_PORT'
  | 'EGRESS_ADDRESS'
  | 'EGRESS_DNS'
  | 'EGRESS_PIN'

/** Why a connection was refused before any packet went to the target. Plain JSON, fit for evidence. */
export type EgressRefusal = {
  code: EgressCode
  host: string
  port: number
  /** With `EGRESS_ADDRESS`: the first address that is not public, and its class (`loopback`, `private`, ...). */
  address?: string
  addressClass?: string
  /** With `EGRESS_ADDRESS`: whether other addresses of the name are public (mixed answer). */
  mixed?: boolean
  /** With `EGRESS_DNS`: what DNS said; `nxdomain` and `nodata` mean that there is no address. */
  dns?: DnsStatus
}

export type VettedAddress = { address: string; family: 4 | 6 }

/** The value of a vetted name: addresses to which the run may connect, IPv4 first. */
export type Vetted = { ok: true; host: string; addresses: VettedAddress[] } | { ok: false; refusal: EgressRefusal }

/** Resolves and classifies a host name or IP literal. Never throws for hostile input; cached for the run. */
export type Vet = (request: { host: string; port: number; purpose: Purpose; signal?: AbortSignal }) => Promise<Vetted>

export type OpenRequest = {
  /** Host name or IP literal (IPv6 with or without brackets). */
  host: string
  port: number
  purpose: Purpose
  /** Connect to exactly this address of the host; it must be one of the vetted ones, else `EGRESS_PIN`. */
  address?: string
  signal?: AbortSignal
  /** Connect limit over all addresses, milliseconds; 5000 unless told otherwise. */
  timeoutMs?: number
  /** The turn towards the host where it was taken before. It is given back with the connection at the latest. */
  turn?: Release
}

/** A connected plain TCP socket. The caller owns it; its place in the limits is free when it closes. */
export type OpenedSocket = {
  socket: Socket
  /** The vetted address, as published in DNS (not its laboratory image). */
  address: string
  family: 4 | 6
  /** `waitMs`: time spent waiting for politeness towards the host, part of no limit. */
  timing: { dnsMs: number; waitMs: number; connectMs: number }
}

/** Throws `EgressDenied` (refused) or `DialError` (tried and failed), both from `lib/net/errors`. */
export type Open = (request: OpenRequest) => Promise<OpenedSocket>

export type DialCode = 'timeout' | 'refused' | 'reset' | 'unreachable' | 'aborted' | 'other'

/** What the HTTP and the TLS prober are built from. */
export type ProberDeps = {
  open: Open
  vet: Vet
  signal: AbortSignal
  config: Config
  runId: string
  /** Milliseconds since 1970; the fixed clock of a laboratory run where there is one. */
  now: () => number
  /** Lets questions share connections; absent, each question has its own. */
  sharing?: Sharing
}

/** How questions to one host share a connection and stay as polite as if each had its own. */
export type Sharing = {
  shelf: Shelf
  /** Waits for a turn towards a host. Nothing where the guard refuses the name. Rejects when the run ends. */
  enter(host: string): Promise<Release | undefined>
}
