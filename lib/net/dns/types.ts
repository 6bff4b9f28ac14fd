import type { TransferAnswer } from './transfer'

export type { TransferAnswer } from './transfer'

/** `referral`: a server asked directly points to the servers of a zone below. `badname`: never sent. */
export type DnsStatus =
  | 'answer'
  | 'nodata'
  | 'nxdomain'
  | 'referral'
  | 'servfail'
  | 'refused'
  | 'formerr'
  | 'timeout'
  | 'truncated'
  | 'network'
  | 'badname'
  | 'budget'

/** Types with decoded data; any other record arrives as `OTHER`. */
export type DnsType =
  | 'A'
  | 'AAAA'
  | 'CNAME'
  | 'DNAME'
  | 'NS'
  | 'PTR'
  | 'MX'
  | 'TXT'
  /** The obsolete type 99 (RFC 7208 section 3.1); arrives as `OTHER` with the text as data. */
  | 'SPF'
  | 'SOA'
  | 'CAA'
  | 'DS'
  | 'DNSKEY'
  | 'RRSIG'
  | 'TLSA'
  | 'SRV'
  | 'HTTPS'

type Owner = { name: string; ttl: number }

/** One resource record as plain JSON. Names have no trailing dot; the root is `.`; spelling as received. */
export type Rr =
  | (Owner & { type: 'A' | 'AAAA'; address: string })
  | (Owner & { type: 'CNAME' | 'DNAME' | 'NS' | 'PTR'; target: string })
  | (Owner & { type: 'MX'; preference: number; exchange: string })
  | (Owner & {
      type: 'TXT'
      /** All strings joined without a separator, decoded as UTF-8 for display. */
      text: string
      /** The character-strings one by one. */
      strings: string[]
      /** False when a byte outside 7-bit ASCII occurs. */
      ascii: boolean
      /** True when the text was cut at the limit. */
      cut?: boolean
    })
  | (Owner & {
      type: 'SOA'
      mname: string
      rname: string
      serial: number
      refresh: number
      retry: number
      expire: number
      minimum: number
    })
  | (Owner & { type: 'CAA'; critical: boolean; tag: string; value: string })
  | (Owner & { type: 'OTHER'; rrtype: string; data: string })

/** The variant of `Rr` for one type. */
export type RrOf<T extends Rr['type']> = Extract<Rr, { type: T }>

export type DnsAttempt = { server: string; transport: 'udp' | 'tcp'; outcome: string; ms: number }

/** One answered (or failed) question as plain JSON: it becomes evidence as it is. */
export type DnsAnswer = {
  status: DnsStatus
  /** The name as asked, in A-labels, without trailing dot. */
  name: string
  type: string
  /** Records of the asked type at the end of the CNAME chain. With `CNAME` asked: the alias itself. */
  records: Rr[]
  cnameChain: { name: string; target: string; ttl: number }[]
  /** The SOA of the authority section (negative answers). */
  soa?: { zone: string; minimum: number; serial: number; ttl: number }
  /** NS and DS records of the authority section and their addresses (referrals). */
  delegation: Rr[]
  glue: Rr[]
  aa: boolean
  ad: boolean
  tc: boolean
  rcode: string
  ede: { code: number; text: string }[]
  /** `ip:port` as configured, or the published address of the server asked directly. */
  server: string
  transport: 'udp' | 'tcp'
  ms: number
  attempts: DnsAttempt[]
  /** ISO 8601 time of the answer. */
  at: string
}

/** Questions with a purpose have a smaller budget inside that of the run: `spf` 120, `dkim` 90. */
export type DnsPurpose = 'spf' | 'dkim'

export type ResolveOptions = {
  /** Checking disabled: ask for data although DNSSEC validation fails. */
  cd?: boolean
  /** Ask for signatures (DO). */
  dnssec?: boolean
  purpose?: DnsPurpose
  /** Ask again although this run already knows an answer; the new answer replaces it. */
  fresh?: boolean
}

export type AskOptions = {
  /** Recursion desired; false unless told otherwise. */
  rd?: boolean
  /** Ask over TCP only. */
  tcp?: boolean
  dnssec?: boolean
  /** Ask again although this run already knows an answer; the new answer replaces it. */
  fresh?: boolean
}

/** One address of one name server of a zone and what it said about the zone. */
export type AuthorityServer = {
  /** Name of the server as the parent or the child lists it. */
  ns: string
  address: string
  source: 'glue' | 'resolver'
  listedBy: 'parent' | 'child' | 'both'
  /** Present when the guard refused to contact the address; `soa` and `nsSet` are then absent. */
  refusedClass?: string
  soa?: DnsAnswer
  nsSet?: DnsAnswer
}

export type Authority = {
  /** `no-direct-access`: our network cannot reach name servers. `unknown`: the zone cut was not found. */
  status: 'found' | 'no-direct-access' | 'unknown'
  /** Apex of the zone that holds the name; empty when unknown. */
  zone: string
  /** Zone that delegates to it; empty when unknown. */
  parentZone: string
  /** NS names in the referral of the parent's servers. Empty with `parentAnswer.status` telling why. */
  parentNs: string[]
  /** Union of the NS names that the zone's own servers state. */
  childNs: string[]
  glue: { name: string; address: string }[]
  /** Listed name servers for which no address was found. */
  withoutAddress: string[]
  /** Listed name servers whose own name is an alias (RFC 2181 section 10.3). */
  aliased: string[]
  servers: AuthorityServer[]
  /** What the parent's server answered to NS of the zone; absent when none was asked. */
  parentAnswer?: DnsAnswer
}

/** Whether a missing record is really missing (RFC 2308); `answers` is the evidence for it. */
export type Absence = {
  outcome: 'absent' | 'present' | 'undecided'
  by: 'authority' | 'resolver'
  answers: DnsAnswer[]
}

/** A blocklist in DNS (RFC 5782): of addresses, or of domain names. */
export type Blocklist = { kind: 'ip' | 'domain'; zone: string }

/** DNS for one run: bounded, cached, de-duplicated. No method throws for what DNS or a name says. */
export type DnsClient = {
  /** Configured resolvers as `ip:port`, in the order in which they are asked. */
  readonly resolvers: readonly string[]
  /** Blocklists the operator chose to ask; usually none. */
  readonly blocklists: readonly Blocklist[]
  /** How long name servers may disagree while a change travels between them, milliseconds. */
  readonly settleMs: number
  /** Whether name servers can be asked directly from this network. Cached. */
  direct(): Promise<boolean>
  /** Recursive question, moving on to the next resolver after SERVFAIL, REFUSED or silence. */
  resolve(name: string, type: DnsType, options?: ResolveOptions): Promise<DnsAnswer>
  /** The same question to every resolver separately, in the order of `resolvers`. */
  resolveEach(name: string, type: DnsType, options?: ResolveOptions): Promise<DnsAnswer[]>
  /** One question to one server at port 53, through the guard: a private address gives `network`, attempt outcome `EGRESS_ADDRESS`. */
  askServer(address: string, name: string, type: DnsType, options?: AskOptions): Promise<DnsAnswer>
  /** Asks one server for the whole zone over TCP and stops after two records; only with the owner's permission. */
  transfer(address: string, zone: string): Promise<TransferAnswer>
  /** Zone of a name, '' when it cannot be told. */
  zoneOf(name: string): Promise<string>
  /** Delegation of the zone that holds the name, seen from parent and child. */
  authority(name: string): Promise<Authority>
  /** Up to two authoritative addresses of the zone that holds the name, for questions past every cache. */
  serversOf(name: string): Promise<string[]>
  /** Confirms at the authority (or a second resolver) that a record does not exist, following aliases. */
  confirmAbsent(name: string, type: DnsType): Promise<Absence>
  /** Questions used so far and left in the budget of the run. */
  usage(): { asked: number; left: number }
}
