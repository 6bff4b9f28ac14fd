import { z } from 'zod'
import { contract } from './contract'
import { DecisionsDto } from './decisions'
import { Id, isPlainLine, LaunchVerdict, line, Moment, RoadmapId, Slug, StageState } from './primitives'
import { CheckMetaDto, CheckResultDto } from './result'
import { RunSummaryDto } from './run'
import { ParkedDto, SprintDto } from './sprint'
import { HostName, Hosts, ProfileDto, SendingDomains, TargetDto, Urls } from './target'

const ClientRef = z.object({ id: Id, name: z.string() })

/** A project; `target` is what its next run will look at. */
export const ProjectDto = z.object({
  id: Id,
  workspaceId: Id,
  workspaceSlug: z.string(),
  name: z.string(),
  roadmap: RoadmapId,
  /** The domain as shown to people (`münchen.de`); `target.domain` is its ASCII form. */
  displayDomain: z.string(),
  /** Whom it is made for; null: nobody in particular. */
  client: ClientRef.nullable(),
  target: TargetDto,
  /** When it was put away: nothing is checked any more, everything can be read. */
  archivedAt: Moment.nullable(),
  createdAt: Moment,
  updatedAt: Moment,
})
export type ProjectDto = z.infer<typeof ProjectDto>

export const ProjectRowDto = z.object({
  id: Id,
  name: z.string(),
  displayDomain: z.string(),
  roadmap: RoadmapId,
  client: ClientRef.nullable(),
  launchAt: z.string().nullable(),
  /** Null until something was checked. */
  verdict: LaunchVerdict.nullable(),
  blockers: z.number().int(),
  /** How many of the blockers have an owner. */
  ownedBlockers: z.number().int(),
  stages: z.array(z.object({ id: z.string(), title: z.string(), state: StageState })),
  lastCheckedAt: Moment.nullable(),
  activeRunId: Id.nullable(),
  archivedAt: Moment.nullable(),
  createdAt: Moment,
})
export type ProjectRowDto = z.infer<typeof ProjectRowDto>

/** `created` and `checked`: newest first; `name`: A to Z; `launch`: soonest first, without a date last. */
export const ProjectSort = z.enum(['created', 'name', 'launch', 'checked'])
export type ProjectSort = z.infer<typeof ProjectSort>

/** The reason of the launch verdict, or that nothing was checked yet. */
export const VerdictFilter = z.enum(['clear', 'known-risks', 'unproven', 'blocked', 'unchecked'])
export type VerdictFilter = z.infer<typeof VerdictFilter>

/** A client, or `none` for projects made for nobody in particular. */
export const ClientFilter = z.union([Id, z.literal('none')])
export type ClientFilter = z.infer<typeof ClientFilter>

/** Projects that were put away are only listed when they are asked for. */
export const ArchiveFilter = z.enum(['active', 'archived'])
export type ArchiveFilter = z.infer<typeof ArchiveFilter>

export const ProjectPageDto = z.object({
  items: z.array(ProjectRowDto),
  nextCursor: z.string().nullable(),
  /** Projects that match everything but the verdict, over all pages. */
  total: z.number().int(),
  /** Projects of the workspace that were put away, whatever is asked for. */
  archived: z.number().int(),
})
export type ProjectPageDto = z.infer<typeof ProjectPageDto>

/**
 * A verdict is derived and not stored: with a verdict filter a page may hold fewer rows than asked for, even none,
 * while `nextCursor` says that there is more to look at.
 */
export const listProjects = contract({
  id: 'project.list',
  method: 'GET',
  path: '/workspaces/{workspaceId}/projects',
  can: 'project.read',
  summary: 'Projects of a workspace',
  query: z.strictObject({
    /** Belongs to one order: with another `sort` it is refused. */
    cursor: z.string().max(600).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
    search: z.string().trim().max(120).refine(isPlainLine, 'This contains a character that cannot be used').optional(),
    client: ClientFilter.optional(),
    verdict: VerdictFilter.optional(),
    /** Projects with a finding this member owns. */
    owner: Id.optional(),
    shows: ArchiveFilter.default('active'),
    sort: ProjectSort.default('created'),
  }),
  response: ProjectPageDto,
  errors: ['not-found', 'invalid'],
})

/** Only the domain is asked for. Without hosts, the domain itself and its www are assumed. */
export const createProject = contract({
  id: 'project.create',
  method: 'POST',
  path: '/workspaces/{workspaceId}/projects',
  can: 'project.create',
  summary: 'Add a project by its domain',
  body: z.strictObject({
    domain: HostName,
    name: line(80).optional(),
    roadmap: RoadmapId.default('creator'),
    clientId: Id.optional(),
    canonicalHost: HostName.optional(),
    hosts: Hosts.optional(),
    urls: Urls.optional(),
    sending: SendingDomains.optional(),
    profile: ProfileDto.optional(),
  }),
  response: ProjectDto,
  errors: ['invalid', 'not-found', 'conflict', 'limit'],
})

export const getProject = contract({
  id: 'project.get',
  method: 'GET',
  path: '/projects/{projectId}',
  can: 'project.read',
  summary: 'One project',
  response: ProjectDto,
  errors: ['not-found'],
})

export const updateProject = contract({
  id: 'project.update',
  method: 'PATCH',
  path: '/projects/{projectId}',
  can: 'project.update',
  summary: 'Change name, roadmap, client or canonical host',
  body: z.strictObject({
    name: line(80).optional(),
    roadmap: RoadmapId.optional(),
    /** Null: nobody in particular. */
    clientId: Id.nullable().optional(),
    /** Null: the host that https://<domain>/ ends on. */
    canonicalHost: HostName.nullable().optional(),
  }),
  response: ProjectDto,
  errors: ['invalid', 'not-found', 'conflict'],
})

/** Removes the project with its runs and evidence. `name` must repeat the project's name. */
export const deleteProject = contract({
  id: 'project.delete',
  method: 'DELETE',
  path: '/projects/{projectId}',
  can: 'project.delete',
  summary: 'Delete a project and everything found about it',
  body: z.strictObject({ name: z.string().max(200) }),
  response: z.object({ deleted: z.literal(true) }),
  errors: ['invalid', 'confirm-first', 'not-found'],
})

/** Putting a project away stops its audits. It stays readable and can be brought back. */
export const archiveProject = contract({
  id: 'project.archive',
  method: 'POST',
  path: '/projects/{projectId}/archive',
  can: 'project.update',
  summary: 'Put a project away, or bring it back',
  body: z.strictObject({ archived: z.boolean() }),
  status: 200,
  response: ProjectDto,
  errors: ['not-found'],
})

/** Each of these replaces the whole list. Names outside the project's domain are allowed and confirmed by being listed. */
export const putHosts = contract({
  id: 'project.hosts',
  method: 'PUT',
  path: '/projects/{projectId}/hosts',
  can: 'project.update',
  summary: 'Replace the confirmed hosts',
  body: z.strictObject({ hosts: Hosts }),
  response: ProjectDto,
  errors: ['invalid', 'not-found'],
})

/** The host of each address must be one of the project's hosts. */
export const putUrls = contract({
  id: 'project.urls',
  method: 'PUT',
  path: '/projects/{projectId}/urls',
  can: 'project.update',
  summary: 'Replace the key addresses',
  body: z.strictObject({ urls: Urls }),
  response: ProjectDto,
  errors: ['invalid', 'not-found'],
})

export const putSending = contract({
  id: 'project.sending',
  method: 'PUT',
  path: '/projects/{projectId}/sending',
  can: 'project.update',
  summary: 'Replace the domains that send mail',
  body: z.strictObject({ sending: SendingDomains }),
  response: ProjectDto,
  errors: ['invalid', 'not-found'],
})

/** A key left out becomes "not sure". */
export const putProfile = contract({
  id: 'project.profile',
  method: 'PUT',
  path: '/projects/{projectId}/profile',
  can: 'project.update',
  summary: 'Replace what the team says about the project',
  body: z.strictObject({ profile: ProfileDto }),
  response: ProjectDto,
  errors: ['invalid', 'not-found'],
})

/**
 * Everything the browser needs to derive items, stages, must-haves, verdict and ranking with the same
 * pure function the server uses: the latest result of each check over all runs, and what each check is.
 */
export const ProjectStateDto = z.object({
  project: ProjectDto,
  /** The server's clock: staleness is judged against it. */
  now: Moment,
  checks: z.array(CheckMetaDto),
  results: z.array(CheckResultDto),
  decisions: DecisionsDto,
  sprint: SprintDto.nullable(),
  /** What is postponed until after the launch. */
  parked: z.array(ParkedDto),
  /** The queued or running run, full ones first. */
  activeRun: RunSummaryDto.nullable(),
  /** The newest run that ended. */
  lastRun: RunSummaryDto.nullable(),
  /** The newest full run that finished before `lastRun`, for "what changed". */
  previousRun: RunSummaryDto.nullable(),
})
export type ProjectStateDto = z.infer<typeof ProjectStateDto>

export const getProjectState = contract({
  id: 'project.state',
  method: 'GET',
  path: '/projects/{projectId}/state',
  can: 'project.read',
  summary: 'Latest results of a project with all that derives its verdict',
  response: ProjectStateDto,
  errors: ['not-found'],
})

export const VerdictDto = z.object({
  answer: LaunchVerdict.shape.answer,
  reason: LaunchVerdict.shape.reason,
  headline: z.string(),
  lastCheckedAt: Moment.nullable(),
  blockers: z.array(z.object({ checkId: Slug, text: z.string(), subject: z.string(), fingerprint: z.string() })),
  unproven: z.array(z.object({ checkId: Slug, title: z.string(), reason: z.string() })),
})
export type VerdictDto = z.infer<typeof VerdictDto>

/** For scripts: the answer, and what stands in the way. */
export const getVerdict = contract({
  id: 'project.verdict',
  method: 'GET',
  path: '/projects/{projectId}/verdict',
  can: 'project.read',
  summary: 'GO or NO-GO, with the blockers',
  response: VerdictDto,
  errors: ['not-found'],
})

export const CheckHistoryEntryDto = CheckResultDto.extend({ runKind: z.enum(['full', 'partial']) })
export type CheckHistoryEntryDto = z.infer<typeof CheckHistoryEntryDto>

/** The last 30 results of one check in one project, newest first. */
export const getCheckHistory = contract({
  id: 'project.check',
  method: 'GET',
  path: '/projects/{projectId}/checks/{checkId}',
  can: 'run.read',
  summary: 'History of one check',
  response: z.object({ check: CheckMetaDto, results: z.array(CheckHistoryEntryDto) }),
  errors: ['not-found'],
})
