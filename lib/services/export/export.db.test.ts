import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'

vi.mock('../../registry/registry', () => import('../test-kit/fake-registry'))

import { brand } from '../../auth/actor'
import { exportWorkspace as contract } from '../../contracts/export'
import { disconnect } from '../../db/client'
import { closeQueue } from '../../db/queue'
import { inWorkspace } from '../../db/workspace'
import { executeRun } from '../../jobs/execute-run'
import { confirmItem } from '../attestation/confirm-item'
import { createClient } from '../client/change-client'
import { nameApprover } from '../handover/name-approver'
import { addRow } from '../handover/own-rows'
import { createProject } from '../project/create-project'
import { startRun } from '../run/start-run'
import { changeSprint } from '../sprint/change-sprint'
import { callApi } from '../test-kit/api'
import { script } from '../test-kit/fake-registry'
import { makePerson, type TestPerson } from '../test-kit/people'
import { type Export, exportProject, exportWorkspace } from './export-everything'

let owner: TestPerson
let admin: TestPerson
let member: TestPerson
let projectId: string

const COMMENTS = 450

beforeAll(async () => {
  owner = await makePerson('owner')
  admin = await makePerson('admin', owner)
  member = await makePerson('member', owner)
  const { id: clientId } = await createClient(owner.context, 'Northwind')
  projectId = (await createProject(owner.context, { domain: 'acme.io', roadmap: 'creator', clientId })).id
  await createProject(owner.context, { domain: 'acme.io', roadmap: 'ops', name: 'Second "one"' })
  script.gather = async () => ({ verdict: 'fail', text: 'said so' })
  const { run } = await startRun(owner.context, projectId, { kind: 'full' })
  await executeRun({ workspaceId: owner.workspaceId, runId: run.id }, new AbortController().signal)
  await confirmItem(owner.context, {
    projectId,
    itemId: 'change-approvers-named',
    statementVersion: 1,
    proof: { kind: 'file', name: 'names.txt', content: Buffer.from('the bytes of it').toString('base64') },
  })
  await nameApprover(owner.context, { projectId, approver: 'rollback', person: { name: 'Ben', reach: 'ben@acme.io' } })
  await addRow(owner.context, { projectId, section: 'deploy', text: 'Show Ben the pipeline' })
  await changeSprint(owner.context, { projectId, wanted: { do: 'start' } })
  await inWorkspace({ workspaceId: owner.workspaceId, role: 'app' }, async (tx) => {
    const place = { workspaceId: owner.workspaceId, projectId }
    const { fingerprint, checkId } = await tx.finding.findFirstOrThrow()
    await tx.comment.createMany({
      data: Array.from({ length: COMMENTS }, (_, index) => ({
        ...place,
        fingerprint,
        authorName: 'Ana',
        body: `Comment ${index} "quoted"\n\u202eback`,
        mentions: [],
      })),
    })
    await tx.parkedItem.createMany({ data: [{ ...place, title: 'A second region', reason: 'Later', byName: 'Ana' }] })
    await tx.documentPart.createMany({
      data: [
        {
          ...place,
          deliverable: 'deploy-instructions',
          part: 'deploy',
          value: 'Merge',
          version: 1,
          byName: 'Ana',
          at: new Date(),
        },
      ],
    })
    await tx.triage.createMany({ data: [{ ...place, fingerprint, checkId, ownerId: admin.userId }] })
    await tx.signalAnswer.createMany({
      data: [{ ...place, signalId: 'every-change-a-ticket', answer: 'no', byName: 'Ana' }],
    })
    await tx.input.createMany({
      data: [{ ...place, question: 'login-url', value: 'https://acme.io/in', byName: 'Ana' }],
    })
  })
})

afterAll(async () => {
  await closeQueue()
  await disconnect()
})

async function read({ parts }: Export) {
  const pieces: string[] = []
  for await (const part of parts) pieces.push(part)
  return { document: JSON.parse(pieces.join('')), longest: Math.max(...pieces.map((piece) => piece.length)) }
}

describe('the export of everything', () => {
  test('of a workspace is one document with all people decided and checks said', async () => {
    const { document } = await read(await exportWorkspace(admin.context))
    expect(document).toMatchObject({ format: 'launch-ready-export', version: 1, of: { workspace: 'Workspace' } })
    expect(document.members).toHaveLength(3)
    expect(document.clients).toMatchObject([{ name: 'Northwind' }])
    expect(document.activity.map(({ action }: { action: string }) => action)).toContain('workspace.exported')
    const named = (wanted: string) =>
      document.projects.find(({ project }: { project: { name: string } }) => project.name === wanted)
    const [first, second] = [named('acme.io'), named('Second "one"')]
    expect(second.project).toMatchObject({ name: 'Second "one"', target: { domain: 'acme.io' } })
    expect(second.latestResults).toEqual([])
    expect(first.project).toMatchObject({ client: { name: 'Northwind' }, target: { domain: 'acme.io' } })
    expect(first.latestResults.length).toBeGreaterThan(0)
    expect(first.latestResults[0].findings[0]).toMatchObject({ text: 'said so' })
    expect(first.decisions).toMatchObject([{ ownerId: admin.userId }])
    expect(first.answers).toMatchObject([{ question: 'login-url', value: 'https://acme.io/in' }])
    expect(first.signalAnswers).toMatchObject([{ answer: 'no', by: 'Ana' }])
    expect(first.parked).toMatchObject([{ title: 'A second region' }])
    expect(first.documents).toMatchObject([{ part: 'deploy', value: 'Merge', by: 'Ana' }])
    expect(first.sprint).not.toBeNull()
    expect(first.handover.approvers[2]).toMatchObject({ name: 'Ben', reach: 'ben@acme.io' })
    expect(JSON.stringify(first.handover.sections)).toContain('Show Ben the pipeline')
    expect(first.runs).toMatchObject([{ kind: 'full', status: 'finished' }])
  })

  test('holds more rows than one page, each once', async () => {
    const { document } = await read(await exportProject(owner.context, projectId))
    const bodies = document.projects[0].comments.map(({ body }: { body: string }) => body)
    expect(new Set(bodies).size).toBe(COMMENTS)
    expect(bodies).toHaveLength(COMMENTS)
  })

  test('names the file of a confirmation and leaves its bytes out', async () => {
    const { document } = await read(await exportProject(owner.context, projectId))
    expect(document.projects[0].confirmations).toMatchObject([{ itemId: 'change-approvers-named', proof: 'names.txt' }])
    const text = JSON.stringify(document)
    expect(text).not.toContain(Buffer.from('the bytes of it').toString('base64'))
    expect(text).not.toContain('the bytes of it')
  })

  test('holds nothing of another workspace', async () => {
    const stranger = await makePerson()
    const { document } = await read(await exportWorkspace(stranger.context))
    expect(document).toMatchObject({ projects: [], clients: [] })
    await expect(exportProject(stranger.context, projectId)).rejects.toMatchObject({ code: 'not-found' })
  })

  test('is for owners and admins who have just proven who they are', async () => {
    await expect(exportWorkspace(member.context)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(exportProject(member.context, projectId)).rejects.toMatchObject({ code: 'forbidden' })
    const actor = brand({ ...owner.actor, recentlyConfirmed: false })
    const late = { ...owner.context, actor }
    await expect(exportWorkspace(late)).rejects.toMatchObject({ code: 'confirm-first' })
    await expect(exportProject(late, projectId)).rejects.toMatchObject({ code: 'confirm-first' })
  })

  test('is a download no cache keeps', async () => {
    const response = await callApi(contract, { as: owner, params: { workspaceId: owner.workspaceId } })
    expect(response.status).toBe(200)
    expect(response.headers.get('content-disposition')).toMatch(
      /^attachment; filename="launch-ready Workspace .*\.json"/,
    )
    expect(response.headers.get('cache-control')).toBe('private, no-store')
    expect((await response.json()).projects).toHaveLength(2)
  })

  test('that is broken off reads no further', async () => {
    const response = await callApi(contract, { as: owner, params: { workspaceId: owner.workspaceId } })
    const reader = response.body?.getReader()
    await reader?.read()
    await reader?.cancel()
    await expect(reader?.read()).resolves.toMatchObject({ done: true })
  })
})
