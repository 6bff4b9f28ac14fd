import { z } from 'zod'
import { RATE_SURFACES } from '../engine/rate-template'
import { contract } from './contract'
import { Id, LaunchVerdict, Moment, RoadmapId, Slug, StageState, Verdict } from './primitives'
import { CheckMetaDto, CheckResultDto } from './result'
import { TargetDto } from './target'

export const RunStatus = z.enum(['queued', 'running', 'finished', 'cancelled', 'interrupted'])
export type RunStatus = z.infer<typeof RunStatus>

/** What a run looks at: everything of the roadmap, one stage, named checks, or only what is not proven. */
export const RunScope = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('full') }),
  z.strictObject({ kind: z.literal('stage'), stage: Slug }),
  z.strictObject({ kind: z.literal('checks'), checks: z.array(Slug).min(1).max(300) }),
  z.strictObject({ kind: z.literal('not-proven') }),
])
export type RunScope = z.infer<typeof RunScope>

/** What we said when the run ended. Never recomputed. */
export const RunSnapshot = z.object({
  derivation: z.number().int(),
  roadmapId: z.string(),
  verdict: LaunchVerdict,
  items: z.record(z.string(), Verdict),
  stages: z.record(z.string(), StageState),
  mustHaves: z.record(z.string(), z.enum(['met', 'at-risk', 'not-proven', 'broken'])),
  /** Fingerprints of the findings open at that moment. */
  open: z.array(z.string()),
  waived: z.array(z.string()),
  blockers: z.number().int(),
})
export type RunSnapshot = z.infer<typeof RunSnapshot>

/** A run without its rows, as lists show it. */
export const RunSummaryDto = z.object({
  id: Id,
  projectId: Id,
  kind: z.enum(['full', 'partial']),
  scope: RunScope,
  roadmap: RoadmapId,
  /** Whether small active probes were allowed for this run. */
  active: z.boolean(),
  status: RunStatus,
  /** Rows written so far; grows by one with each evidence and each result. */
  seq: z.number().int(),
  attempt: z.number().int(),
  progress: z.object({ planned: z.number().int(), done: z.number().int() }),
  cancelRequested: z.boolean(),
  /** Why the run was interrupted, as one sentence; null otherwise. */
  error: z.string().nullable(),
  createdAt: Moment,
  startedAt: Moment.nullable(),
  /** When the first result was written. */
  firstResultAt: Moment.nullable(),
  finishedAt: Moment.nullable(),
  snapshot: RunSnapshot.nullable(),
})
export type RunSummaryDto = z.infer<typeof RunSummaryDto>

/** One piece of evidence of a run, without its value. */
export const EvidenceStepDto = z.object({
  key: Slug,
  title: z.string(),
  status: z.enum(['ok', 'absent', 'error']),
  /** Code of the error or of the absence. */
  reason: z.string().nullable(),
  ms: z.number(),
  seq: z.number().int(),
})
export type EvidenceStepDto = z.infer<typeof EvidenceStepDto>

/** A run with everything written so far; `planned` holds the checks it will judge. */
export const RunDto = RunSummaryDto.extend({
  target: TargetDto,
  planned: z.array(CheckMetaDto),
  results: z.array(CheckResultDto),
  evidence: z.array(EvidenceStepDto),
})
export type RunDto = z.infer<typeof RunDto>

const Page = { cursor: z.string().max(200).optional(), limit: z.coerce.number().int().min(1).max(100).default(30) }

/** Newest first. `nextCursor` is null on the last page. */
export const listRuns = contract({
  id: 'run.list',
  method: 'GET',
  path: '/projects/{projectId}/runs',
  can: 'run.read',
  summary: 'Runs of a project, newest first',
  query: z.strictObject(Page),
  response: z.object({ items: z.array(RunSummaryDto), nextCursor: z.string().nullable() }),
  errors: ['not-found'],
})

/** 202: a new run is queued. 200: a full run was already under way; this is the one. */
export const startRun = contract({
  id: 'run.start',
  method: 'POST',
  path: '/projects/{projectId}/runs',
  can: 'run.start',
  summary: 'Start an audit, or join the one that is running',
  body: z.strictObject({
    scope: RunScope.default({ kind: 'full' }),
    /** Lets checks that need it send small probes to proven names; owners and admins only. Never remembered. */
    active: z.boolean().default(false),
    /** Surfaces that may get many requests in this run. A check that is named in the scope needs no word here. */
    rates: z.array(z.enum(RATE_SURFACES)).max(RATE_SURFACES.length).default([]),
  }),
  status: 202,
  alsoStatus: [200],
  response: RunDto,
  errors: ['invalid', 'ownership-required', 'not-found', 'conflict', 'limit'],
})

export const getRun = contract({
  id: 'run.get',
  method: 'GET',
  path: '/runs/{runId}',
  can: 'run.read',
  summary: 'One run with everything it has found so far',
  response: RunDto,
  errors: ['not-found'],
})

/** Asks a run to stop; what it has judged is kept. Cancelling an ended run changes nothing. */
export const cancelRun = contract({
  id: 'run.cancel',
  method: 'POST',
  path: '/runs/{runId}/cancel',
  can: 'run.cancel',
  summary: 'Stop a run, keeping what it has found',
  status: 200,
  response: RunSummaryDto,
  errors: ['not-found'],
})

export const EvidenceDto = z.object({
  runId: Id,
  key: Slug,
  title: z.string(),
  version: z.number().int(),
  status: z.enum(['ok', 'absent', 'error']),
  reason: z.string().nullable(),
  detail: z.string().nullable(),
  /** The masked value, present when `status` is `ok` and it has not been purged. */
  value: z.json().nullable(),
  bytes: z.number().int(),
  ms: z.number(),
  collectedAt: Moment,
})
export type EvidenceDto = z.infer<typeof EvidenceDto>

export const getEvidence = contract({
  id: 'evidence.get',
  method: 'GET',
  path: '/runs/{runId}/evidence/{key}',
  can: 'run.read',
  summary: 'One piece of evidence of a run, masked',
  response: EvidenceDto,
  errors: ['not-found'],
})
