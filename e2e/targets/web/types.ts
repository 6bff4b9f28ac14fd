import type { Socket } from 'node:net'
import type { Target } from '../../../lib/engine/target'
import type { CertificateAuthority, CertificateOrder } from '../ca'
import type { ByteServer } from './byte-server'
import type { TlsSettings } from './listeners'

export type Verdict = 'pass' | 'warn' | 'fail' | 'unknown' | 'not-applicable'

export type LabRequest = {
  method: string
  host: string
  /** Path and query exactly as they were sent. */
  target: string
  path: string
  query: string
  secure: boolean
  headers: Record<string, string | undefined>
  /** Label of the address that was reached; empty unless the host names one. */
  node: string
  /** How often this host and path was asked before, counted from 0. */
  count: number
}

export type LabPage = {
  status?: number
  /** In order; a name may repeat. */
  headers?: [name: string, value: string][]
  body?: string | Buffer
  delayMs?: number
  /** Sends the body as it is: no compression, no byte ranges. */
  verbatim?: boolean
}

/** Either a page, or something that writes to the socket itself (HTTP/1.1 only). */
export type LabReply = LabPage | { raw: (socket: Socket) => void }

export type Handler = (request: LabRequest) => LabReply

/** `cf` and `v6`: addresses of Cloudflare's published ranges. `pub`: a server of nobody in particular. */
export type AddressKind = 'cf' | 'v6' | 'pub'

export type LabAddress = {
  /** A kind, or an address literal. Literals get no entry in the dial map: nothing can be reached there. */
  at: AddressKind | (string & {})
  node?: string
  /** `plain`: HTTP is spoken on 443. `alert-112`: the name is not known there. */
  https?: 'closed' | 'plain' | 'alert-112'
  http?: 'closed'
  tls?: CertificateOrder
}

export type LabHost = {
  name: string
  /** Default: one `cf` and one `v6` address. An empty list means that the name does not exist. */
  addresses?: LabAddress[]
  cname?: string
  /** Default: a good certificate for the name. Several: one per key type. */
  tls?: CertificateOrder | CertificateOrder[]
  http: Handler | 'closed'
  https: Handler
  http1Only?: boolean
  /** A TLS server of its own with these settings; a function where the authority is needed. */
  settings?: TlsSettings | ((ca: CertificateAuthority) => TlsSettings)
  /** A server written by hand on 443. */
  bytes?: ByteServer
}

/** One verdict, or several where the catalogue leaves the choice open. A code pins the reason. */
export type Expectation = Verdict | readonly Verdict[] | { verdict: Verdict; code: string }

/** One project under test, described as data. */
export type LabSite = {
  id: string
  /** What is special about it, in a few words. */
  about: string
  domain: string
  hosts: LabHost[]
  /** Further lines of the domain's zone, such as an MX record. */
  zone?: string[]
  target: Target
  /** Checks whose verdict differs from `pass`. */
  expect: Record<string, Expectation>
}
