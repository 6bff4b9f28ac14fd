import { z } from 'zod'
import type { CheckMeta } from '../engine/check'
import type { CheckResult, Exhibit, Finding, Fix } from '../engine/finding'
import { Id, Impact, Moment, Slug, Verdict } from './primitives'

export const SubjectDto = z.object({
  kind: z.enum(['project', 'host', 'url', 'record', 'file', 'monitor']),
  id: z.string(),
})

const SnippetDto = z.object({ lang: z.string(), file: z.string().optional(), code: z.string() })

export const FixDto = z.object({
  effort: z.enum(['S', 'M', 'L']),
  steps: z.array(z.string()),
  variants: z
    .array(z.object({ provider: z.string(), steps: z.array(z.string()), snippet: SnippetDto.optional() }))
    .optional(),
  records: z
    .array(z.object({ type: z.string(), name: z.string(), value: z.string(), ttl: z.number().optional() }))
    .optional(),
  snippet: SnippetDto.optional(),
}) satisfies z.ZodType<Fix>

/** A typed excerpt of evidence, kept after the evidence itself is purged. */
export const ExhibitDto = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('dns'),
    title: z.string(),
    question: z.object({ name: z.string(), type: z.string(), server: z.string().optional() }),
    status: z.string(),
    records: z.array(z.string()),
    note: z.string().optional(),
  }),
  z.object({
    kind: z.literal('http'),
    title: z.string(),
    request: z.object({ method: z.string(), url: z.string(), address: z.string().optional() }),
    status: z.number().optional(),
    headers: z.array(z.tuple([z.string(), z.string()])),
    error: z.string().optional(),
    note: z.string().optional(),
  }),
  z.object({
    kind: z.literal('cert'),
    title: z.string(),
    host: z.string(),
    address: z.string().optional(),
    subject: z.string(),
    issuer: z.string(),
    names: z.array(z.string()),
    notBefore: z.string(),
    notAfter: z.string(),
    error: z.string().optional(),
  }),
  z.object({
    kind: z.literal('table'),
    title: z.string(),
    columns: z.array(z.string()),
    rows: z.array(z.array(z.string())),
  }),
  z.object({ kind: z.literal('code'), title: z.string(), lang: z.string(), code: z.string() }),
  z.object({ kind: z.literal('text'), title: z.string(), text: z.string() }),
]) satisfies z.ZodType<Exhibit>
export type ExhibitDto = z.infer<typeof ExhibitDto>

export const FindingDto = z.object({
  verdict: Verdict,
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  text: z.string(),
  subject: SubjectDto,
  fingerprint: z.string(),
  impact: Impact,
  /** JSON pointers into the evidence: `dns.zone#/hosts/0`. */
  refs: z.array(z.string()),
  exhibits: z.array(ExhibitDto),
  fix: FixDto.optional(),
}) satisfies z.ZodType<Finding>
export type FindingDto = z.infer<typeof FindingDto>

export const ReasonDto = z.enum([
  'timeout',
  'aborted',
  'refused-by-guard',
  'too-large',
  'dependency',
  'invalid',
  'crash',
  'needs-input',
  'needs-permission',
  'not-relevant',
  'check-crash',
  'no-findings',
  'answers-differed',
  'stale',
])

/** What one check said in one run. The worst finding is its verdict. */
export const CheckResultDto = z.object({
  checkId: Slug,
  checkVersion: z.number().int(),
  verdict: Verdict,
  impact: Impact,
  findings: z.array(FindingDto),
  /** Keys of the evidence it was judged from. */
  evidence: z.array(z.string()),
  ms: z.number(),
  /** Set where the engine, not the check, decided. */
  reason: ReasonDto.optional(),
  /** One sentence that completes the reason. */
  detail: z.string().optional(),
  /** The question whose answer would let the check run. */
  ask: z.string().optional(),
  runId: Id,
  judgedAt: Moment,
})
export type CheckResultDto = z.infer<typeof CheckResultDto>

/** The result as `deriveState` takes it: `judgedAt` in milliseconds. */
export function forDerivation(result: CheckResultDto): CheckResult & { judgedAt: number } {
  return { ...result, judgedAt: Date.parse(result.judgedAt) }
}

/** What a check is, as data the browser can show and derive from. */
export const CheckMetaDto = z.object({
  id: Slug,
  version: z.number().int(),
  kind: z.enum(['automatic', 'assisted', 'attested']),
  title: z.string(),
  impact: Impact,
  why: z.string(),
  /** Item id -> whether the check decides the item or can only lower it to a warning. */
  covers: z.record(z.string(), z.enum(['required', 'supporting'])),
  raises: z.array(z.string()),
  dependsOn: z.array(z.string()),
  freshDays: z.number(),
  ask: z
    .object({
      id: z.string(),
      question: z.string(),
      who: z.enum(['founder', 'developer', 'anyone']),
      minutes: z.number(),
    })
    .optional(),
  confirmable: z.boolean().optional(),
  active: z.boolean().optional(),
  probes: z.boolean().optional(),
  sources: z.array(z.object({ label: z.string(), url: z.string() })),
}) satisfies z.ZodType<CheckMeta>
export type CheckMetaDto = z.infer<typeof CheckMetaDto>
