import { z } from 'zod'
import { contract } from './contract'
import { Id, LaunchVerdict, Moment, Slug, Verdict } from './primitives'
import { SubjectDto } from './result'

export const ChangeLabel = z.enum([
  'fixed',
  'worse',
  'new',
  'unchanged',
  'changed',
  'unverified',
  'gone',
  'rule-changed',
  'first-checked',
])
export type ChangeLabel = z.infer<typeof ChangeLabel>

const Side = z.object({ verdict: Verdict, text: z.string() })

export const ChangeDto = z.object({
  label: ChangeLabel,
  checkId: Slug,
  title: z.string(),
  subject: SubjectDto,
  before: Side.nullable(),
  after: Side.nullable(),
})
export type ChangeDto = z.infer<typeof ChangeDto>

/** One of the two moments: a run that ended, or now. */
export const MomentDto = z.object({
  runId: Id.nullable(),
  at: Moment.nullable(),
  verdict: LaunchVerdict.nullable(),
  blockers: z.number().int(),
})
export type MomentDto = z.infer<typeof MomentDto>

/** A number both moments may have; null where it was not measured then. */
export const MeasureDto = z.object({
  kind: z.enum(['answer-time', 'page-weight']),
  /** The page it is about. */
  subject: z.string(),
  /** Milliseconds, or bytes. */
  before: z.number().nullable(),
  after: z.number().nullable(),
})
export type MeasureDto = z.infer<typeof MeasureDto>

export const CompareDto = z.object({
  from: MomentDto,
  to: MomentDto,
  changes: z.array(ChangeDto),
  measures: z.array(MeasureDto),
  /** One line for a client. */
  summary: z.string(),
})
export type CompareDto = z.infer<typeof CompareDto>

/** Without `from` the first full audit that was kept; without `to` what is known now. */
export const compareRuns = contract({
  id: 'project.compare',
  method: 'GET',
  path: '/projects/{projectId}/compare',
  can: 'run.read',
  summary: 'What changed between two moments of a project',
  query: z.strictObject({ from: Id.optional(), to: Id.optional() }),
  response: CompareDto,
  errors: ['not-found', 'conflict'],
})

/** A kept run keeps its evidence for as long as the project exists. */
export const keepRun = contract({
  id: 'run.keep',
  method: 'POST',
  path: '/runs/{runId}/keep',
  can: 'triage.update',
  summary: 'Keep a run as a snapshot, or let it go',
  body: z.strictObject({ kept: z.boolean() }),
  status: 200,
  response: z.object({ kept: z.boolean() }),
  errors: ['not-found'],
})
