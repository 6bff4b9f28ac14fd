import type { Subject } from './subject'

export const VERDICTS = ['pass', 'warn', 'fail', 'unknown', 'not-applicable'] as const
export const IMPACTS = ['blocker', 'high', 'medium', 'low'] as const
export const EFFORTS = ['S', 'M', 'L'] as const

export type Verdict = (typeof VERDICTS)[number]
export type Impact = (typeof IMPACTS)[number]
/** S up to 15 minutes, M up to 1 hour, L up to 4 hours. */
export type Effort = (typeof EFFORTS)[number]

/** A typed excerpt of evidence that stays readable after the evidence itself was purged. */
export type Exhibit =
  | {
      kind: 'dns'
      title: string
      question: { name: string; type: string; server?: string | undefined }
      status: string
      records: string[]
      note?: string | undefined
    }
  | {
      kind: 'http'
      title: string
      request: { method: string; url: string; address?: string | undefined }
      status?: number | undefined
      headers: [string, string][]
      error?: string | undefined
      note?: string | undefined
    }
  | {
      kind: 'cert'
      title: string
      host: string
      address?: string | undefined
      subject: string
      issuer: string
      names: string[]
      notBefore: string
      notAfter: string
      error?: string | undefined
    }
  | { kind: 'table'; title: string; columns: string[]; rows: string[][] }
  | { kind: 'code'; title: string; lang: string; code: string }
  | { kind: 'text'; title: string; text: string }

export type FixRecord = { type: string; name: string; value: string; ttl?: number | undefined }
export type FixSnippet = { lang: string; file?: string | undefined; code: string }

/** The exact change, made from the project's own values. `variants` are provider tabs; the plain steps are "Other". */
export type Fix = {
  effort: Effort
  steps: string[]
  variants?: { provider: string; steps: string[]; snippet?: FixSnippet | undefined }[] | undefined
  /** Records to publish; each gets its own copy button. */
  records?: FixRecord[] | undefined
  snippet?: FixSnippet | undefined
}

export type MessageParams = Readonly<Record<string, string | number>>

/** One statement about one subject. */
export type Finding = {
  verdict: Verdict
  code: string
  params: MessageParams
  text: string
  subject: Subject
  fingerprint: string
  impact: Impact
  /** JSON pointers into the evidence: `dns.zone#/hosts/0`. */
  refs: string[]
  exhibits: Exhibit[]
  fix?: Fix | undefined
}

export type ReasonCode =
  | 'timeout'
  | 'aborted'
  | 'refused-by-guard'
  | 'too-large'
  | 'dependency'
  | 'invalid'
  | 'crash'
  | 'needs-input'
  | 'needs-permission'
  | 'not-relevant'
  | 'check-crash'
  | 'no-findings'
  | 'answers-differed'
  | 'stale'

export type CheckResult = {
  checkId: string
  checkVersion: number
  verdict: Verdict
  impact: Impact
  findings: Finding[]
  /** Evidence keys the verdict was decided on. */
  evidence: string[]
  ms: number
  /** Set where the engine, not the check, decided: the check was never asked, or its answer could not be used. */
  reason?: ReasonCode | undefined
  /** One sentence that completes the reason, already safe to show. */
  detail?: string | undefined
  /** The question whose answer would let the check run. */
  ask?: string | undefined
}
