import { now } from '../../config'
import { displayName } from '../../contracts/domain'
import { RoadmapId } from '../../contracts/primitives'
import { forDerivation } from '../../contracts/result'
import { ShareDocument } from '../../contracts/share-document'
import { chosenParts, SHARE_SECTIONS, type ShareChoice, type ShareSection } from '../../contracts/share-parts'
import type { Transaction } from '../../db/client'
import { compareResults } from '../../engine/compare'
import { notFound } from '../../errors'
import { items } from '../../roadmaps/items'
import { roadmaps } from '../../roadmaps/roadmap'
import { listChecks } from '../catalogue/list-checks'
import { decisionsOfProject } from '../decisions'
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

/**
 * What a shared page of a project shows right now: the chosen parts, or everything. What was not chosen is not even
 * read. The transaction must see the workspace. A project that is not there is `not-found`.
 */
export async function loadDocument(tx: Transaction, place: Place, choice = EVERYTHING): Promise<ShareDocument> {
  const has = (section: ShareSection): boolean => choice.sections.includes(section)
  const { workspaceId, projectId } = place
  const row = await tx.project.findFirst({ where: { workspaceId, id: projectId }, select: PROJECT })
  if (row === null) throw notFound()
  const roadmap = RoadmapId.parse(row.roadmap)
  const checkIds = listChecks(roadmap).map(({ id }) => id)
  const results = (await latestResults(tx, { projectIds: [projectId], checkIds, detail: 'whole' })).get(projectId) ?? []
  const decisions = await decisionsOfProject(tx, place)
  const first = has('changes') ? await firstAudit(tx, place) : null
  const before = first === null ? undefined : await resultsOfRun(tx, { runId: first.id })
  const map = has('map') ? await mapOf(tx, place) : undefined
  const document = makeDocument(
    {
      displayDomain: displayName(row.domain),
      state: deriveProject({ roadmap, results, decisions }),
      notes: new Map(
        decisions.triage.flatMap(({ fingerprint, waiver }) =>
          waiver === null || Date.parse(waiver.until) <= now() ? [] : [[fingerprint, waiver.publicNote] as const],
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
