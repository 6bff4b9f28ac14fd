import { now } from '../../config'
import type { DecisionsDto } from '../../contracts/decisions'
import { displayName } from '../../contracts/domain'
import { RoadmapId } from '../../contracts/primitives'
import { type CheckResultDto, forDerivation } from '../../contracts/result'
import { ShareDocument } from '../../contracts/share-document'
import { chosenParts, SHARE_SECTIONS, type ShareChoice, type ShareSection } from '../../contracts/share-parts'
import type { Transaction } from '../../db/client'
import { compareResults } from '../../engine/compare'
import { notFound } from '../../errors'
import { items } from '../../roadmaps/items'
import { roadmaps } from '../../roadmaps/roadmap'
import { listChecks } from '../catalogue/list-checks'
import { decisionsAt, decisionsOfProject } from '../decisions'
import { touchedChecks } from '../input/touched-checks'
import { loadMap } from '../map/internal'
import { deriveProject } from '../project/derive-project'
import { FACTS } from '../question/prepare-facts'
import { latestResults, resultsOfRun } from '../results'
import { systemContext } from '../system-context'
import { cleanerFor } from './clean-text'
import { makeDocument, type Privacy } from './document'

type Place = { workspaceId: string; projectId: string }

const SECRETS = roadmaps.creator.stages.find(({ id }) => id === 'secrets')?.items ?? []
const PRIVATE_PURPOSES = new Set(['dashboard', 'upload', 'webhook', 'checkout'])

/** Checks about secrets: those behind an item of the secrets stage, whichever roadmap the project follows. */
function secretChecks(): ReadonlySet<string> {
  const named = SECRETS.flatMap((id) => [...items[id].required, ...items[id].supporting])
  const covering = listChecks().filter(({ covers }) => SECRETS.some((id) => Object.hasOwn(covers, id)))
  return new Set([...named, ...covering.map(({ id }) => id)])
}

/** Checks that may repeat what a person answered: never automatic ones alone, and those an answer of this project reaches. */
async function answeredChecks(tx: Transaction, place: Place): Promise<ReadonlySet<string>> {
  const rows = await tx.input.findMany({ where: place, select: { question: true } })
  const answered = rows.map(({ question }) => question).filter((question) => !Object.hasOwn(FACTS, question))
  const asking = listChecks().filter(({ kind }) => kind !== 'automatic')
  return new Set([...asking.map(({ id }) => id), ...answered.flatMap(touchedChecks)])
}

async function memberAddresses(tx: Transaction, workspaceId: string): Promise<string[]> {
  const rows = await tx.membership.findMany({ where: { workspaceId }, select: { user: { select: { email: true } } } })
  return rows.map(({ user }) => user.email)
}

const PROJECT = {
  domain: true,
  roadmap: true,
  hosts: { select: { name: true, role: true } },
  urls: { select: { url: true, purpose: true } },
} as const

type Row = { hosts: { name: string; role: string }[]; urls: { url: string; purpose: string }[] }

/** Pages behind a sign-in, and hosts that are not production. */
function privatePages({ hosts, urls }: Row): (url: string) => boolean {
  const staging = new Set(hosts.filter(({ role }) => role === 'staging').map(({ name }) => name))
  const pages = urls.filter(({ purpose }) => PRIVATE_PURPOSES.has(purpose)).flatMap(({ url }) => URL.parse(url) ?? [])
  return (text) => {
    const url = URL.parse(text)
    if (url === null) return staging.has(text)
    return staging.has(url.hostname) || pages.some((page) => page.host === url.host && page.pathname === url.pathname)
  }
}

async function privacyOf(tx: Transaction, place: Place, row: Row): Promise<Privacy> {
  const secret = secretChecks()
  const answered = await answeredChecks(tx, place)
  return {
    ...cleanerFor(await memberAddresses(tx, place.workspaceId)),
    isSecret: (checkId) => secret.has(checkId),
    quotesAnswers: (checkId) => answered.has(checkId),
    isPrivatePage: privatePages(row),
  }
}

/** The first full audit: what everything later is compared with. */
async function firstAudit(tx: Transaction, place: Place) {
  return tx.run.findFirst({
    where: { ...place, kind: 'full', status: 'finished' },
    select: { id: true, finishedAt: true },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  })
}

async function mapOf(tx: Transaction, { workspaceId, projectId }: Place) {
  const { map } = await loadMap(tx, systemContext({ workspaceId, reason: 'share', requestId: '' }), projectId)
  return map
}

const EVERYTHING: ShareChoice = { sections: SHARE_SECTIONS, detail: 'full' }

/** An audit that is over. */
export type Audit = { id: string; finishedAt: Date }

/** A full audit of a project that has finished; anything else is `not-found`. */
export async function auditOf(tx: Transaction, { workspaceId, projectId }: Place, runId: string): Promise<Audit> {
  const run = await tx.run.findFirst({
    where: { workspaceId, projectId, id: runId, kind: 'full', status: 'finished' },
    select: { id: true, finishedAt: true },
  })
  if (run?.finishedAt == null) throw notFound()
  return { id: run.id, finishedAt: run.finishedAt }
}

type Known = { results: CheckResultDto[]; decisions: DecisionsDto }

/** What was known when an audit had finished, or is known now. */
async function knownAt(
  tx: Transaction,
  place: Place,
  { roadmap, audit }: { roadmap: RoadmapId; audit: Audit | undefined },
): Promise<Known> {
  const checkIds = listChecks(roadmap).map(({ id }) => id)
  if (audit !== undefined) {
    const all = await resultsOfRun(tx, { runId: audit.id })
    return {
      results: all.filter(({ checkId }) => checkIds.includes(checkId)),
      decisions: await decisionsAt(tx, { ...place, at: audit.finishedAt }),
    }
  }
  const { projectId } = place
  const latest = await latestResults(tx, { projectIds: [projectId], checkIds, detail: 'whole' })
  return { results: latest.get(projectId) ?? [], decisions: await decisionsOfProject(tx, place) }
}

type Options = {
  choice?: ShareChoice
  /** Shows what was known when this audit had finished. The map is kept for no audit and left out. */
  audit?: Audit | undefined
}

/**
 * What a shared page of a project shows right now: the chosen parts, or everything. What was not chosen is not even
 * read. The transaction must see the workspace. A project that is not there is `not-found`.
 */
export async function loadDocument(
  tx: Transaction,
  place: Place,
  { choice = EVERYTHING, audit }: Options = {},
): Promise<ShareDocument> {
  const has = (section: ShareSection): boolean => choice.sections.includes(section)
  const { workspaceId, projectId } = place
  const row = await tx.project.findFirst({ where: { workspaceId, id: projectId }, select: PROJECT })
  if (row === null) throw notFound()
  const roadmap = RoadmapId.parse(row.roadmap)
  const { results, decisions } = await knownAt(tx, place, { roadmap, audit })
  const first = has('changes') ? await firstAudit(tx, place) : null
  const before = first === null || first.id === audit?.id ? undefined : await resultsOfRun(tx, { runId: first.id })
  const map = has('map') && audit === undefined ? await mapOf(tx, place) : undefined
  const at = audit?.finishedAt.getTime() ?? now()
  const document = makeDocument(
    {
      displayDomain: displayName(row.domain),
      state: deriveProject({ roadmap, results, decisions, at }),
      notes: new Map(
        decisions.triage.flatMap(({ fingerprint, waiver }) =>
          waiver === null || Date.parse(waiver.until) <= at ? [] : [[fingerprint, waiver.publicNote] as const],
        ),
      ),
      owned: new Set(decisions.triage.flatMap(({ fingerprint, ownerId }) => (ownerId === null ? [] : [fingerprint]))),
      compared:
        before === undefined
          ? undefined
          : {
              since: first?.finishedAt?.getTime(),
              changes: compareResults(before.map(forDerivation), results.map(forDerivation)),
            },
      map,
    },
    await privacyOf(tx, place, row),
  )
  return ShareDocument.parse(chosenParts(document, choice))
}
