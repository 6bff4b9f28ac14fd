import { randomBytes } from 'node:crypto'
import { afterAll, expect, test, vi } from 'vitest'

vi.mock('../../registry/registry', () => import('../test-kit/fake-registry'))

import { config } from '../../config'
import { database, disconnect } from '../../db/client'
import { Prisma } from '../../db/generated/client'
import { inWorkspace } from '../../db/workspace'
import { readKeys, unseal } from '../../secrets/seal'
import { createChannel } from '../notice/channels'
import { createProject } from '../project/create-project'
import { makePerson } from '../test-kit/people'
import { anyLink } from '../test-kit/share-link'
import { resealAll } from './reseal'

afterAll(disconnect)

/** Every text of a workspace that looks sealed, wherever it stands. */
async function sealedTexts(workspaceId: string): Promise<string[]> {
  const columns = await database('app').$queryRaw<{ table: string; column: string }[]>`
    select c.table_name as table, c.column_name as column from information_schema.columns c
    join information_schema.columns w on w.table_name = c.table_name and w.column_name = 'workspace_id'
    where c.table_schema = 'public' and c.data_type = 'text'`
  const found: string[] = []
  for (const { table, column } of columns) {
    const [name, of] = [Prisma.raw(`"${column}"`), Prisma.raw(`"${table}"`)]
    const rows = await inWorkspace(
      { workspaceId, role: 'app' },
      (tx) => tx.$queryRaw<{ text: string }[]>`select ${name} as text from ${of} where ${name} like 'lr1.%'`,
    )
    found.push(...rows.map(({ text }) => text))
  }
  return found
}

test('after a rotation every sealed field carries the new key and opens, and what no key opens is named', async () => {
  const owner = await makePerson()
  const { workspaceId } = owner
  const project = await createProject(owner.context, { domain: 'acme.io', roadmap: 'creator' })
  const linkId = await anyLink(owner.context, project.id)
  await createChannel(owner.context, {
    kind: 'webhook',
    name: 'Builds',
    url: 'https://hooks.acme.io/in',
    projectId: null,
    kinds: ['new-blocker'],
  })
  const old = readKeys(config().LR_KEYS)
  const before = await sealedTexts(workspaceId)
  expect(before.length).toBeGreaterThanOrEqual(3)
  const next = { id: 'k9', bytes: randomBytes(32) }

  const { done, leftovers } = await resealAll([next, ...old])
  expect(done).toBeGreaterThanOrEqual(before.length)
  expect(leftovers).toEqual([])
  const after = await sealedTexts(workspaceId)
  expect(after).toHaveLength(before.length)
  for (const text of after) expect(text).toMatch(/^lr1\.k9\./)
  const stored = await inWorkspace({ workspaceId, role: 'app' }, (tx) =>
    tx.shareLink.findFirstOrThrow({ where: { id: linkId }, select: { tokenSealed: true } }),
  )
  const place = { table: 'share_link', column: 'token_sealed', id: linkId, workspaceId }
  expect(unseal(place, stored.tokenSealed, [next])).toMatch(/^[A-Za-z0-9_-]{43}$/)

  expect(await resealAll([next])).toEqual({ done: 0, leftovers: [] })
  const lost = await resealAll([{ id: 'k10', bytes: randomBytes(32) }])
  expect(lost.done).toBe(0)
  expect(lost.leftovers).toContainEqual({
    table: 'share_link',
    column: 'token_sealed',
    id: linkId,
    problem: 'the key k9 is not configured',
  })
  expect(await sealedTexts(workspaceId)).toEqual(after)
})
