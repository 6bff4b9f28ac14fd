import { z } from 'zod'
import { contract } from './contract'
import { Id } from './primitives'
import { CheckMetaDto, CheckResultDto } from './result'
import { EvidenceStepDto, RunSummaryDto } from './run'

/**
 * Rows of a run written since the event before. The id of the event is `runId:seq`, which the browser
 * sends back as `Last-Event-ID`. Rows are complete: folding the same row twice changes nothing.
 * `planned` is there when the plan became known or the stream has just begun.
 */
export const RunEventDto = z.object({
  type: z.literal('run'),
  run: RunSummaryDto,
  planned: z.array(CheckMetaDto).optional(),
  results: z.array(CheckResultDto),
  evidence: z.array(EvidenceStepDto),
})

/** Something else of the project changed; read it again. */
export const EntityEventDto = z.object({
  type: z.literal('entity'),
  entity: z.enum(['project', 'run', 'handover', 'presence']),
  id: Id,
})

/** The stream ends here on purpose (session ended, server restarting); `reason` says which. */
export const EndEventDto = z.object({ type: z.literal('end'), reason: z.enum(['signed-out', 'restart', 'gone']) })

export const ProjectEventDto = z.discriminatedUnion('type', [RunEventDto, EntityEventDto, EndEventDto])
export type ProjectEventDto = z.infer<typeof ProjectEventDto>

/**
 * Server-sent events; every event is of the default type `message`, its data is one `ProjectEventDto`.
 * A comment is sent every 15 seconds. Without `Last-Event-ID` the stream begins with the active run, whole.
 */
export const projectEvents = contract({
  id: 'project.events',
  method: 'GET',
  path: '/projects/{projectId}/events',
  can: 'run.read',
  summary: 'Live changes of a project (server-sent events)',
  kind: 'stream',
  query: z.strictObject({ lastEventId: z.string().max(80).optional() }),
  response: ProjectEventDto,
  errors: ['not-found', 'limit'],
})
