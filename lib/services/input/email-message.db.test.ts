import { afterAll, beforeAll, expect, test, vi } from 'vitest'

vi.mock('@/lib/registry/registry', () => import('@/lib/services/test-kit/fake-registry'))

import { putInput as contract } from '@/lib/contracts/input'
import { disconnect } from '@/lib/db/client'
import { closeListening } from '@/lib/db/notify'
import { closeQueue } from '@/lib/db/queue'
import { inWorkspace } from '@/lib/db/workspace'
import { createProject } from '@/lib/services/project/create-project'
import { callApi } from '@/lib/services/test-kit/api'
import { makePerson, type TestPerson } from '@/lib/services/test-kit/people'

const SECRETS = ['Open sesame', '481516', 'ada@inbox.example', 'Ada Lovelace', 'TOKEN-4711']

const MESSAGE = [
  'Return-Path: <bounce+ada=inbox.example@send.acme.io>',
  'From: Acme <hello@acme.io>',
  'To: Ada Lovelace <ada@inbox.example>',
  'Subject: Open sesame 481516',
  'Date: Thu, 19 Nov 2026 08:00:00 +0000',
  'List-Unsubscribe: <https://acme.io/u?t=TOKEN-4711>',
  'DKIM-Signature: v=1; a=rsa-sha256; d=acme.io; s=s1; h=from:to; bh=AAAA; b=BBBB',
  '',
  'Your code is 481516.',
].join('\n')

let person: TestPerson
let projectId = ''

beforeAll(async () => {
  person = await makePerson('owner')
  projectId = (await createProject(person.context, { domain: 'acme.io', roadmap: 'creator' })).id
})

afterAll(async () => {
  await closeQueue()
  await closeListening()
  await disconnect()
})

const paste = (value: unknown) =>
  callApi(contract, { as: person, params: { projectId, question: 'email-message' }, body: { value } })

test('keeps what was found in a message and nothing of the message', async () => {
  const response = await paste(MESSAGE)
  expect(response.status).toBe(200)
  const answer = await response.text()
  const rows = await inWorkspace({ workspaceId: person.workspaceId, role: 'app' }, async (tx) =>
    JSON.stringify([await tx.input.findMany(), await tx.auditEvent.findMany()], (_key, value: unknown) =>
      typeof value === 'bigint' ? String(value) : value,
    ),
  )
  for (const secret of SECRETS) {
    expect(answer).not.toContain(secret)
    expect(rows).not.toContain(secret)
  }
  expect(JSON.parse(answer).input.value).toMatchObject({ version: 1, fromDomains: ['acme.io'], unsubscribe: 'link' })
})

test.each([
  ['nothing', ''],
  ['a number', 7],
  ['a sentence', 'Where is my mail?'],
  ['more than 1 MiB', `From: a@acme.io\nDate: now\n\n${'x'.repeat(1024 * 1024)}`],
])('refuses %s with what to paste instead', async (_title, value) => {
  const response = await paste(value)
  expect(response.status).toBe(400)
  const problem = await response.json()
  expect(problem.invalidParams).toMatchObject([{ name: 'value' }])
  expect(problem.invalidParams[0].reason.length).toBeGreaterThan(20)
})
