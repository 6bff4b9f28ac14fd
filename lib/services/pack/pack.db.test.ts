import { createHash } from 'node:crypto'
import { unzipSync } from 'fflate'
import { getDocumentProxy } from 'unpdf'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'

vi.mock('../../registry/registry', () => import('../test-kit/fake-registry'))

import { getPackFile as fileContract } from '../../contracts/pack'
import { disconnect } from '../../db/client'
import { closeQueue } from '../../db/queue'
import { inWorkspace } from '../../db/workspace'
import { executeRun } from '../../jobs/execute-run'
import { makePack } from '../../jobs/make-pack'
import { packFilesOf } from '../../jobs/pack-files'
import { confirmItem } from '../attestation/confirm-item'
import { putBranding } from '../branding/put-branding'
import { createClient } from '../client/change-client'
import { createProject } from '../project/create-project'
import { startRun } from '../run/start-run'
import { callApi } from '../test-kit/api'
import { script } from '../test-kit/fake-registry'
import { makePerson, type TestPerson } from '../test-kit/people'
import { createPack } from './create-pack'
import { getPackFile } from './get-pack-file'
import { listPacks } from './list-packs'

let owner: TestPerson
let viewer: TestPerson
let stranger: TestPerson
let projectId: string

async function audited(person: TestPerson, clientId?: string): Promise<string> {
  const name = `Project ${crypto.randomUUID()}`
  const { id } = await createProject(person.context, {
    domain: 'acme.io',
    roadmap: 'creator',
    name,
    ...(clientId === undefined ? {} : { clientId }),
  })
  script.gather = async () => ({ verdict: 'fail', text: 'said so =1+1' })
  const { run } = await startRun(person.context, id, { kind: 'full' })
  await executeRun({ workspaceId: person.workspaceId, runId: run.id }, new AbortController().signal)
  return id
}

/** Makes the next version and its files, the way the queue would. */
async function made(person: TestPerson, of: string) {
  const pack = await createPack(person.context, of)
  await makePack({ packId: pack.id, workspaceId: person.workspaceId })
  const [newest] = (await listPacks(person.context, of)).items
  if (newest === undefined) throw new Error('no pack')
  return newest
}

beforeAll(async () => {
  owner = await makePerson('owner')
  viewer = await makePerson('viewer', owner)
  stranger = await makePerson('owner')
  const { id: clientId } = await createClient(owner.context, 'Northwind')
  await putBranding(owner.context, {
    clientId,
    choices: { name: 'Northwind by Studio', accent: '#ffff00', contact: null, poweredBy: false },
  })
  projectId = await audited(owner, clientId)
})

afterAll(async () => {
  await closeQueue()
  await disconnect()
})

// Laying out pages is slow on a busy machine.
describe('a pack', { timeout: 120_000 }, () => {
  test('freezes what is known, under the brand of the client, and names what changed since the last', async () => {
    const first = await made(owner, projectId)
    expect(first).toMatchObject({ version: 1, state: 'ready', by: 'Test person', changes: null })
    expect(first.files?.map(({ kind }) => kind)).toEqual(['pdf', 'zip'])
    await confirmItem(owner.context, {
      projectId,
      itemId: 'change-approvers-named',
      statementVersion: 1,
      proof: { kind: 'note', text: 'Ana, Ben and Cleo' },
    })
    const second = await made(owner, projectId)
    expect(second.version).toBe(2)
    expect(second.changes).toContainEqual(expect.stringMatching(/^Confirmations: /))
    const { bytes } = await getPackFile(owner.context, { projectId, packId: second.id, kind: 'pdf' })
    const pdf = await getDocumentProxy(new Uint8Array(bytes))
    const { info } = await pdf.getMetadata()
    expect(info).toMatchObject({ Author: 'Northwind by Studio' })
    const titles = (await pdf.getOutline()).map(({ title }: { title: string }) => title)
    expect(titles).toEqual([
      'Cover',
      'Verdict',
      'Before and after',
      'Production map',
      'Domains and redirects',
      'Email records',
      'Environment variables, names only',
      'Secrets checklist',
      'Deploy and rollback',
      'Monitors and thresholds',
      'Performance report',
      'Open risks and accepted risks',
      'Approvals and handover checklist',
      'What to check first',
      'Contacts',
      'Confirmations',
    ])
  })

  test('is made again from what was frozen, byte for byte', async () => {
    const pack = await made(owner, projectId)
    const row = await inWorkspace({ workspaceId: owner.workspaceId, role: 'app' }, (tx) =>
      tx.pack.findFirstOrThrow({ where: { id: pack.id } }),
    )
    const again = await packFilesOf(row.content)
    expect({ pdf: again.pdfSha256, zip: again.zipSha256 }).toEqual({ pdf: row.pdfSha256, zip: row.zipSha256 })
    expect(
      createHash('sha256')
        .update(row.zip ?? '')
        .digest('hex'),
    ).toBe(row.zipSha256)
    expect(Object.keys(unzipSync(row.zip ?? new Uint8Array()))).toContain('documents/15-confirmations.md')
  })

  test('is downloaded as a file that is never shown as a page of ours', async () => {
    const { items } = await listPacks(viewer.context, projectId)
    const packId = items[0]?.id ?? ''
    const ask = (kind: 'pdf' | 'zip', as: TestPerson) =>
      callApi(fileContract, { as, params: { projectId, packId }, query: { kind } })
    for (const [kind, type] of [
      ['pdf', 'application/pdf'],
      ['zip', 'application/zip'],
    ] as const) {
      const response = await ask(kind, viewer)
      expect(response.headers.get('content-type')).toBe(type)
      expect(response.headers.get('content-disposition')).toMatch(
        new RegExp(`^attachment; filename="handover-pack-acme.io-v\\d+.${kind}"`),
      )
      expect(response.headers.get('content-security-policy')).toContain('sandbox')
    }
    expect((await ask('pdf', stranger)).status).toBe(404)
  })

  test('is made by members, read by everybody inside and nobody outside', async () => {
    await expect(createPack(viewer.context, projectId)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(createPack(stranger.context, projectId)).rejects.toMatchObject({ code: 'not-found' })
    await expect(listPacks(stranger.context, projectId)).rejects.toMatchObject({ code: 'not-found' })
    const theirs = await audited(stranger)
    const [pack] = (await listPacks(owner.context, projectId)).items
    await expect(
      getPackFile(stranger.context, { projectId: theirs, packId: pack?.id ?? '', kind: 'pdf' }),
    ).rejects.toMatchObject({ code: 'not-found' })
  })

  test('that is being made is answered again, not made twice', async () => {
    const own = await audited(owner)
    const [one, two] = await Promise.all([createPack(owner.context, own), createPack(owner.context, own)])
    expect(one.id).toBe(two.id)
    expect((await createPack(owner.context, own)).id).toBe(one.id)
    expect(await listPacks(owner.context, own)).toMatchObject({ items: [{ version: 1, state: 'making', files: null }] })
    await expect(getPackFile(owner.context, { projectId: own, packId: one.id, kind: 'zip' })).rejects.toMatchObject({
      code: 'not-found',
    })
  })

  test('that is never finished says so after a while, and another one can be made', async () => {
    const own = await audited(owner)
    const lost = await createPack(owner.context, own)
    await inWorkspace({ workspaceId: owner.workspaceId, role: 'app' }, (tx) =>
      tx.pack.updateMany({ where: { id: lost.id }, data: { createdAt: new Date(Date.now() - 3_600_000) } }),
    )
    const [shown] = (await listPacks(owner.context, own)).items
    expect(shown).toMatchObject({ state: 'failed', problem: expect.stringContaining('interrupted') })
    expect((await createPack(owner.context, own)).version).toBe(2)
  })

  test('that cannot be made says so in words', async () => {
    const own = await audited(owner)
    const pack = await createPack(owner.context, own)
    await inWorkspace({ workspaceId: owner.workspaceId, role: 'app' }, (tx) =>
      tx.pack.updateMany({ where: { id: pack.id }, data: { content: '{"format":2}' } }),
    )
    await makePack({ packId: pack.id, workspaceId: owner.workspaceId })
    const [shown] = (await listPacks(owner.context, own)).items
    expect(shown).toMatchObject({ state: 'failed', problem: expect.stringContaining('our fault'), files: null })
  })

  test('is made ten times in an hour and not more', async () => {
    const own = await audited(owner)
    for (let turn = 0; turn < 10; turn += 1) {
      const pack = await createPack(owner.context, own)
      await inWorkspace({ workspaceId: owner.workspaceId, role: 'app' }, (tx) =>
        tx.pack.updateMany({ where: { id: pack.id }, data: { state: 'failed', problem: 'For the test' } }),
      )
    }
    await expect(createPack(owner.context, own)).rejects.toMatchObject({ code: 'limit' })
  })
})
