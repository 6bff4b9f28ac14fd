import { allow, type Context } from '../../auth/actor'
import type { ChangeDto, CompareDto, MeasureDto, MomentDto } from '../../contracts/compare'
import { type CheckResultDto, forDerivation } from '../../contracts/result'
import type { RunSummaryDto } from '../../contracts/run'
import type { Transaction } from '../../db/client'
import { type Change, compareResults } from '../../engine/compare'
import { CHANGE_ORDER, changeSummary } from '../../engine/compare-words'
import type { Finding } from '../../engine/finding'
import { AppError, notFound } from '../../errors'
import { MEASURED_IN, type Measure, measuresOf } from '../../roadmaps/measures'
import { listChecks } from '../catalogue/list-checks'
import { projectInWorkspace } from '../project/internal'
import { loadState } from '../project/load-state'
import { latestResults, resultsOfRun } from '../results'
import { findRuns } from '../run/internal'
import { latestEvidence } from '../run/latest-evidence'
import { inContext } from '../transaction'

const NOTHING_BEFORE = 'There is nothing to compare with yet. The first full audit is kept when it has finished.'

type Side = { moment: MomentDto; results: CheckResultDto[]; measures: Measure[] }
type Wanted = { projectId: string; from?: string | undefined; to?: string | undefined }

function momentOf(run: RunSummaryDto): MomentDto {
  return {
    runId: run.id,
    at: run.finishedAt,
    verdict: run.snapshot?.verdict ?? null,
    blockers: run.snapshot?.blockers ?? 0,
  }
}

/** The full audits of a project that finished, newest first. */
async function audits(tx: Transaction, context: Context, projectId: string): Promise<RunSummaryDto[]> {
  return findRuns(tx, context, { projectId, status: ['finished'], kind: 'full', take: 500 })
}

async function sideOfRun(tx: Transaction, context: Context, run: RunSummaryDto): Promise<Side> {
  const stored = await tx.evidence.findMany({
    where: { workspaceId: context.workspaceId, runId: run.id, key: { in: [...MEASURED_IN] } },
    select: { key: true, status: true, version: true, value: true },
  })
  return {
    moment: momentOf(run),
    results: await resultsOfRun(tx, { runId: run.id }),
    measures: measuresOf(stored),
  }
}

async function sideNow(tx: Transaction, context: Context, projectId: string): Promise<Side> {
  const project = await projectInWorkspace(tx, context, projectId)
  const checkIds = listChecks(project.roadmap).map((check) => check.id)
  const results = await latestResults(tx, { projectIds: [projectId], checkIds, detail: 'whole' })
  const state = await loadState(tx, context, project)
  const place = { workspaceId: context.workspaceId, projectId }
  return {
    moment: {
      runId: null,
      at: state.checkedAt === undefined ? null : new Date(state.checkedAt).toISOString(),
      verdict: state.checkedAt === undefined ? null : state.verdict,
      blockers: state.blockers.length,
    },
    results: results.get(projectId) ?? [],
    measures: measuresOf(await latestEvidence(tx, { ...place, keys: MEASURED_IN })),
  }
}

/** Each number that was measured at one of the two moments at least. */
function measureDtos(before: readonly Measure[], after: readonly Measure[]): MeasureDto[] {
  const nameOf = ({ kind, subject }: Measure): string => `${kind} ${subject}`
  const valueIn = (measures: readonly Measure[], name: string): number | null =>
    measures.find((measure) => nameOf(measure) === name)?.value ?? null
  const all = new Map([...before, ...after].map((measure) => [nameOf(measure), measure]))
  return [...all].map(([name, { kind, subject }]) => ({
    kind,
    subject,
    before: valueIn(before, name),
    after: valueIn(after, name),
  }))
}

function side(finding: Finding | undefined): ChangeDto['before'] {
  return finding === undefined ? null : { verdict: finding.verdict, text: finding.text }
}

function changeDto(change: Change, titles: ReadonlyMap<string, string>): ChangeDto | undefined {
  const subject = (change.after ?? change.before)?.subject
  if (subject === undefined) return undefined
  return {
    label: change.label,
    checkId: change.checkId,
    title: titles.get(change.checkId) ?? change.checkId,
    subject,
    before: side(change.before),
    after: side(change.after),
  }
}

/**
 * What changed between two moments of a project: the first full audit or a chosen one, and now or a chosen one.
 * Throws `conflict` while there is no finished audit and `not-found` for a run that is not one of the project's.
 */
export async function compareRuns(context: Context, { projectId, from, to }: Wanted): Promise<CompareDto> {
  allow(context, 'run.read')
  return inContext(context, async (tx) => {
    await projectInWorkspace(tx, context, projectId)
    const known = await audits(tx, context, projectId)
    const pick = (id: string): RunSummaryDto => {
      const run = known.find((one) => one.id === id)
      if (run === undefined) throw notFound()
      return run
    }
    const first = from === undefined ? known.at(-1) : pick(from)
    if (first === undefined) throw new AppError('conflict', { detail: NOTHING_BEFORE })
    const before = await sideOfRun(tx, context, first)
    const after = to === undefined ? await sideNow(tx, context, projectId) : await sideOfRun(tx, context, pick(to))
    const titles = new Map(listChecks().map((check) => [check.id, check.title]))
    const changes = compareResults(before.results.map(forDerivation), after.results.map(forDerivation))
      .flatMap((change) => changeDto(change, titles) ?? [])
      .sort(
        (left, right) =>
          CHANGE_ORDER.indexOf(left.label) - CHANGE_ORDER.indexOf(right.label) ||
          left.title.localeCompare(right.title, 'en') ||
          left.subject.id.localeCompare(right.subject.id, 'en'),
      )
    return {
      from: before.moment,
      to: after.moment,
      changes,
      measures: measureDtos(before.measures, after.measures),
      summary: changeSummary(changes.map(({ label }) => label)),
    }
  })
}
