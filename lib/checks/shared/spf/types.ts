/** The results of check_host() (RFC 7208 section 2.6). */
export type SpfResult = 'none' | 'neutral' | 'pass' | 'fail' | 'softfail' | 'temperror' | 'permerror'

/** Why a result is an error, or what a term ran into. */
export type SpfReason =
  | 'syntax'
  | 'non-ascii'
  | 'multiple-records'
  | 'include-without-spf'
  | 'redirect-without-spf'
  | 'loop'
  | 'too-deep'
  | 'mx-over-10'
  | 'too-many-lookups'
  | 'too-many-voids'
  | 'dns-error'
  | 'bad-name'
  | 'sender-dependent'

export type SpfLookupType = 'TXT' | 'A' | 'AAAA' | 'MX' | 'PTR'

/**
 * An answer as the engine needs it. `values` are joined TXT strings, addresses, MX names in the order
 * of preference, or PTR names. `void` covers NXDOMAIN and an empty answer (RFC 7208 section 4.6.4).
 */
export type SpfAnswer =
  | { status: 'found'; values: readonly string[] }
  | { status: 'void'; nxdomain: boolean }
  | { status: 'error'; detail: string }

/** Asks one DNS question; never throws for what DNS says. */
export type SpfLookup = (name: string, type: SpfLookupType) => Promise<SpfAnswer>

export type SpfQuestion = { name: string; type: SpfLookupType; status: SpfAnswer['status'] }

export type SpfTermOutcome = 'match' | 'no-match' | 'permerror' | 'temperror' | 'unknown' | 'not-reached'

/** One term as it was evaluated. */
export type SpfTraceTerm = {
  text: string
  column: number
  name: string
  qualifier: '+' | '-' | '~' | '?' | ''
  /** The expanded domain the term asks about. */
  domain?: string
  /** What the term itself adds to the ten lookups; what lies below it is in `child`. */
  cost: number
  voids: number
  questions: SpfQuestion[]
  outcome: SpfTermOutcome
  reason?: SpfReason
  /** The target depends on who sends, so another message may get another answer. */
  senderDependent: boolean
  /** The address ranges the term stands for, where they are known. */
  networks: string[]
  child?: SpfTraceRecord
}

export type SpfTraceRecord = {
  domain: string
  /** The selected record; absent where there is none or more than one. */
  record?: string
  result: SpfResult
  reason?: SpfReason
  terms: SpfTraceTerm[]
}

export type SpfLimits = { lookups: number; voids: number; depth: number }

/** The limits of RFC 7208 section 4.6.4. */
export const SPF_LIMITS: SpfLimits = { lookups: 10, voids: 2, depth: 20 }

export type SpfRequest = {
  /** Address of the sending server; an IPv4-mapped IPv6 address counts as IPv4. */
  ip: string
  /** The domain to check; else that of `sender`, else `helo`. */
  domain?: string
  /** MAIL FROM; empty for a bounce, then postmaster at the HELO name is used. */
  sender?: string
  helo?: string
  /** Name of the receiving host for `%{r}`. */
  receiver?: string
  lookup: SpfLookup
  limits?: SpfLimits
  /** Milliseconds since 1970, for `%{t}`. */
  now?: number
  /**
   * Visits every term a receiver could visit: an error is noted and the walk goes on, and terms that
   * depend on the sender neither match nor count as void.
   */
  audit?: boolean
}

export type SpfOutcome = {
  result: SpfResult
  reason?: SpfReason
  /** The publisher's explanation of a fail; absent means the receiver's default text. */
  explanation?: string
  lookups: number
  voids: number
  trace: SpfTraceRecord
}
