import type { z } from 'zod'

export const DEFAULT_EVIDENCE_BYTES = 256 * 1024
export const MAX_EVIDENCE_BYTES = 2 * 1024 * 1024

/** Names one kind of evidence: what is gathered under this key has this shape. */
export type EvidenceToken<Key extends string = string, Value = unknown> = {
  readonly key: Key
  /** Raised when the meaning of stored values changes; older stored values are then gathered again. */
  readonly version: number
  readonly title: string
  readonly schema: z.ZodType<Value>
  /** `active` needs verified ownership and the owner's tick for this run. */
  readonly access: 'passive' | 'active'
  readonly maxBytes: number
  /** How long later runs may take this value over instead of asking again, in milliseconds. */
  readonly reuseMs: number
  /** Which values may be taken over; all of them unless told otherwise. */
  readonly mayReuse?: ((value: unknown) => boolean) | undefined
}

export type EvidenceErrorCode =
  | 'timeout'
  | 'aborted'
  | 'refused-by-guard'
  | 'too-large'
  | 'dependency'
  | 'invalid'
  | 'crash'

/** Why we could not look. It never says anything about the target. */
export type EvidenceError = { code: EvidenceErrorCode; detail?: string | undefined }

export type AbsentReason = 'needs-input' | 'needs-permission' | 'not-relevant'

export type Outcome<Value = unknown> =
  | { status: 'ok'; value: Value; at: number; ms: number }
  | { status: 'absent'; reason: AbsentReason; ask?: string | undefined }
  | { status: 'error'; error: EvidenceError }

type EvidenceOptions<Key extends string, Value> = {
  key: Key
  version: number
  title: string
  schema: z.ZodType<Value>
  access?: 'passive' | 'active'
  maxBytes?: number
  reuseMs?: number
  mayReuse?: (value: unknown) => boolean
}

/** Declares an evidence key. `maxBytes` counts the JSON text and is capped at 2 MiB. */
export function defineEvidence<const Key extends string, Value>(
  options: EvidenceOptions<Key, Value>,
): EvidenceToken<Key, Value> {
  return Object.freeze({
    access: 'passive' as const,
    reuseMs: 0,
    ...options,
    maxBytes: Math.min(options.maxBytes ?? DEFAULT_EVIDENCE_BYTES, MAX_EVIDENCE_BYTES),
  })
}
