import type { Context } from '../../auth/actor'
import type { Transaction } from '../../db/client'
import { listChecks } from '../catalogue/list-checks'
import { triageDto } from '../decisions'
import { partsOf } from '../deliverable/list-parts'
import { loadHandover } from '../handover/load-handover'
import { projectInWorkspace } from '../project/internal'
import { asksOf } from '../question/asks'
import { latestResults } from '../results'
import { sprintOf } from '../sprint/change-sprint'
import { inContext } from '../transaction'
import { listPart, valuePart } from './json-parts'
import { packRows } from './pack-rows'

/** Rows read in one transaction: small enough to keep neither the memory nor the database busy. */
export const PAGE = 200
/** Checks whose results, with exhibits and fixes, are read at once. */
const CHECKS_AT_ONCE = 25

type Place = { workspaceId: string; projectId: string }
type Read<Row> = (tx: Transaction, page: { after: string | undefined }) => Promise<readonly Row[]>

/** Pages of rows in order of their id. */
function byId<Row extends { id: string }>(context: Context, read: Read<Row>) {
  return (last: Row | undefined) => inContext(context, (tx) => read(tx, { after: last?.id }))
}

function behind({ after }: { after: string | undefined }) {
  return { ...(after === undefined ? {} : { id: { gt: after } }) }
}

const ORDER = { take: PAGE, orderBy: { id: 'asc' } } as const

/** The newest result of each check with its findings, a few checks at a time. */
async function* resultsPart(context: Context, projectId: string) {
  const ids = listChecks().map(({ id }) => id)
  const pages = Array.from({ length: Math.ceil(ids.length / CHECKS_AT_ONCE) }, (_, index) =>
    ids.slice(index * CHECKS_AT_ONCE, (index + 1) * CHECKS_AT_ONCE),
  )
  yield '"latestResults":['
  let isFirst = true
  for (const checkIds of pages) {
    const found = await inContext(context, (tx) =>
      latestResults(tx, { projectIds: [projectId], checkIds, detail: 'whole' }),
    )
    const text = (found.get(projectId) ?? []).map((result) => JSON.stringify(result)).join(',\n')
    if (text === '') continue
    yield isFirst ? text : `,\n${text}`
    isFirst = false
  }
  yield ']'
}

async function* decisionParts(context: Context, where: Place) {
  const { projectId } = where
  yield* listPart(
    'decisions',
    (last: Awaited<ReturnType<typeof triagePage>>[number] | undefined) => triagePage(context, where, last?.fingerprint),
    (row) => triageDto(row),
  )
  yield ','
  yield* listPart(
    'confirmations',
    byId(context, (tx, page) =>
      tx.attestation.findMany({ where: { ...where, ...behind(page) }, omit: { file: true }, ...ORDER }),
    ),
    // Of a file the name is in the proof; its bytes stay here.
    ({ workspaceId: _, projectId: __, byId: ___, ...row }) => row,
  )
  const inputs = await inContext(context, (tx) => tx.input.findMany({ where, orderBy: { question: 'asc' } }))
  yield `,${valuePart(
    'answers',
    inputs.map(({ question, value, byName, at }) => ({ question, value, by: byName, at })),
  )}`
  yield `,${valuePart('asks', await inContext(context, (tx) => asksOf(tx, where)))}`
  const signals = await inContext(context, (tx) => tx.signalAnswer.findMany({ where, orderBy: { signalId: 'asc' } }))
  yield `,${valuePart(
    'signalAnswers',
    signals.map(({ signalId, answer, byName, at }) => ({ signalId, answer, by: byName, at })),
  )}`
  yield `,${valuePart('sprint', await inContext(context, (tx) => sprintOf(tx, { ...where, projectId })))}`
}

function triagePage(context: Context, where: Place, after: string | undefined) {
  return inContext(context, (tx) =>
    tx.triage.findMany({
      where: { ...where, ...(after === undefined ? {} : { fingerprint: { gt: after } }) },
      orderBy: { fingerprint: 'asc' },
      take: PAGE,
    }),
  )
}

async function* writtenParts(context: Context, where: Place) {
  yield* listPart(
    'comments',
    byId(context, (tx, page) => tx.comment.findMany({ where: { ...where, ...behind(page) }, ...ORDER })),
    ({ id, fingerprint, authorName, body, createdAt }) => ({ id, fingerprint, by: authorName, at: createdAt, body }),
  )
  yield ','
  yield* listPart(
    'parked',
    byId(context, (tx, page) => tx.parkedItem.findMany({ where: { ...where, ...behind(page) }, ...ORDER })),
    ({ id, checkId, fingerprint, title, reason, byName, createdAt }) => ({
      id,
      checkId,
      fingerprint,
      title,
      reason,
      by: byName,
      at: createdAt,
    }),
  )
  yield ','
  yield* listPart(
    'shareLinks',
    byId(context, (tx, page) =>
      tx.shareLink.findMany({
        where: { ...where, ...behind(page) },
        include: { opened: { select: { at: true, email: true, country: true }, orderBy: { at: 'asc' } } },
        ...ORDER,
      }),
    ),
    // Neither what opens a link nor what proves that somebody may.
    ({ workspaceId: _, projectId: __, createdById: ___, tokenHash: _h, tokenSealed: _t, passcodeHash, ...row }) => ({
      ...row,
      passcode: passcodeHash !== null,
    }),
  )
  yield `,${valuePart('documents', await inContext(context, (tx) => partsOf(tx, where)))},`
  yield* listPart(
    'runs',
    byId(context, (tx, page) =>
      tx.run.findMany({
        where: { ...where, ...behind(page) },
        select: {
          id: true,
          kind: true,
          status: true,
          trigger: true,
          createdAt: true,
          finishedAt: true,
          snapshot: true,
        },
        ...ORDER,
      }),
    ),
    (row) => row,
  )
}

/** A project with everything people and checks said about it, as the text of one JSON object, piece by piece. */
export async function* projectParts(context: Context, projectId: string): AsyncGenerator<string> {
  const where = { workspaceId: context.workspaceId, projectId }
  const project = await inContext(context, (tx) => projectInWorkspace(tx, context, projectId))
  yield `{${valuePart('project', project)},\n`
  yield* resultsPart(context, projectId)
  yield ',\n'
  yield* decisionParts(context, where)
  yield ',\n'
  yield* writtenParts(context, where)
  yield `,\n${valuePart('packs', await packRows(context, projectId))}`
  const handover = await inContext(context, (tx) => loadHandover(tx, context, projectId))
  yield `,\n${valuePart('handover', { sections: handover.sections, approvers: handover.approvers })}}`
}
