import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseConfig } from '../../../lib/config'
import { createNet } from '../../../lib/net/create'
import { lookAtFile } from '../../../lib/net/ownership/file'
import { lookAtRecord } from '../../../lib/net/ownership/record'
import { type ExampleWorld, startExamples } from './examples'

const TOKEN = 'lr1=abcdefghijklmnopqrstuv'
const NAME = 'brittle-shop.test'
const RECORD = `_launch-ready.${NAME}`

let world: ExampleWorld

beforeAll(async () => {
  world = await startExamples()
})
afterAll(() => world.stop())

function net() {
  return createNet({ config: parseConfig(world.env), signal: new AbortController().signal, runId: 'panel' })
}

const lookAtName = (name = NAME) => lookAtRecord(net().dns, { name, token: TOKEN })

function send(fields: Record<string, string>, headers: Record<string, string> = {}) {
  const origin = world.panel.url.replace(/\/$/, '')
  return fetch(world.panel.url, { method: 'POST', body: new URLSearchParams(fields), headers: { origin, ...headers } })
}

describe('the panel of the example sites', () => {
  it('publishes a record that every name server and the resolver answer with, and takes it away', async () => {
    expect(await lookAtName()).toMatchObject({ outcome: 'failed', problem: { code: 'record-missing' } })
    const answer = await send({ do: 'add-record', place: RECORD, value: TOKEN })
    expect(await answer.text()).toContain(`Published at ${RECORD}`)
    expect(await lookAtName()).toEqual({ outcome: 'proven' })
    expect(await lookAtName('steady-shop.test')).toMatchObject({ outcome: 'failed' })
    await send({ do: 'remove-record', place: RECORD, value: TOKEN })
    expect(await lookAtName()).toMatchObject({ outcome: 'failed', problem: { code: 'record-missing' } })
  })

  it('publishes a file on one server', async () => {
    const origin = 'https://steady-shop.test'
    expect(await lookAtFile(net(), { origin, token: TOKEN })).toMatchObject({ outcome: 'failed' })
    await send({ do: 'add-file', place: origin, value: TOKEN })
    expect(await lookAtFile(net(), { origin, token: TOKEN })).toEqual({ outcome: 'proven' })
    expect(await lookAtFile(net(), { origin: 'https://app.steady-shop.test', token: TOKEN })).toMatchObject({
      outcome: 'failed',
    })
    await send({ do: 'remove-file', place: origin, value: TOKEN })
    expect(await lookAtFile(net(), { origin, token: TOKEN })).toMatchObject({ outcome: 'failed' })
  })

  it('fills in what the link to it names, as text', async () => {
    const wish = new URLSearchParams({ name: RECORD, value: '"><script>alert(1)</script>' })
    const page = await (await fetch(`${world.panel.url}?${wish.toString()}`)).text()
    expect(page).toContain(`<option selected>${RECORD}</option>`)
    expect(page).not.toContain('<script')
  })

  it('takes writes from its own forms only, and only for the example sites', async () => {
    const fields = { do: 'add-record', place: RECORD, value: TOKEN }
    expect((await send(fields, { origin: 'https://evil.example' })).status).toBe(403)
    expect(await (await send({ ...fields, place: '_launch-ready.acme.io' })).text()).toContain('Nothing was changed')
    expect((await send({ ...fields, value: 'x'.repeat(10_000) })).status).toBe(413)
    expect(await lookAtName()).toMatchObject({ outcome: 'failed' })
  })
})
