import { describe, expect, it } from 'vitest'
import { documentsOf, loadOf, pageOf } from '../checks/shared/documents-given'
import { ENOUGH, exposureProbes } from '../checks/shared/exposure/probes'
import { bareTarget } from '../engine/target'
import type { CanaryAnswer, CanaryHost } from '../evidence/web-canary'
import type { Exchange, HeaderList } from '../net/http-types'
import { roomFor } from './shared/exposure-plan'
import { readLook } from './web-exposure'

const probe = (path: string) => {
  const found = exposureProbes({ label: 'acme' }).find((one) => one.path === path)
  if (found === undefined) throw new Error(`no probe ${path}`)
  return found
}

function host(answer: Partial<CanaryAnswer> = {}): CanaryHost {
  const canary: CanaryAnswer = {
    shape: 'dot',
    path: '/.lr-0a1b2c3d/HEAD',
    outcome: 'answer',
    status: 404,
    contentType: 'text/plain',
    html: false,
    fingerprint: 'f',
    matches: [],
    ...answer,
  }
  return { host: 'acme.io', roles: [], state: 'ok', reason: '', origin: 'https://acme.io', answers: [canary] }
}

function answer(text: string, { status = 200, type = 'text/plain' } = {}): Exchange {
  const bytes = Buffer.from(text)
  const headers: HeaderList = [['content-type', type]]
  return {
    url: 'https://acme.io/.env',
    method: 'GET',
    variant: {},
    sample: 0,
    address: '203.0.113.7',
    at: 0,
    timings: { dns: 1, tcp: 1, tls: 1, ttfb: 1, total: 4 },
    tls: null,
    ok: true,
    response: {
      status,
      statusText: '',
      protocol: 'HTTP/2',
      headers,
      info: [],
      blocked: null,
      body: {
        text,
        textCut: false,
        head: bytes.subarray(0, 512).toString('hex'),
        sha256: '',
        wireBytes: bytes.length,
        decodedBytes: bytes.length,
        truncated: null,
        undecoded: null,
      },
    },
  }
}

const ENV = 'NODE_ENV=production\nSESSION_SECRET=q7Wm2XcV9bNk4RtY\n'

describe('readLook', () => {
  it('keeps the names of a real file and none of its values', () => {
    const look = readLook(host(), probe('/.env'), answer(ENV))
    expect(look).toMatchObject({ outcome: 'exposed', level: 'blocker', names: ['SESSION_SECRET'] })
    expect(JSON.stringify(look)).not.toContain('q7Wm2XcV9bNk4RtY')
  })
  it('does not believe a status', () => {
    expect(
      readLook(host(), probe('/.env'), answer('<!doctype html><title>App</title>', { type: 'text/html' })),
    ).toMatchObject({ outcome: 'absent' })
    expect(readLook(host(), probe('/.env'), answer(ENV, { status: 403 }))).toMatchObject({ outcome: 'absent' })
  })
  it('calls content a decoy that impossible names give as well', () => {
    const decoy = host({ status: 200, matches: ['env'] })
    expect(readLook(decoy, probe('/.env'), answer(ENV))).toMatchObject({ outcome: 'decoy', names: [] })
  })
  it('never counts our own failure as an answer', () => {
    const { response: _response, ...base } = { ...answer(ENV), response: undefined }
    const error = { code: 'BUDGET', fault: 'ours', phase: 'queue', detail: '' } as const
    expect(readLook(host(), probe('/.env'), { ...base, ok: false, error })).toMatchObject({ outcome: 'not-looked' })
  })
})

describe('how many paths a host is asked', () => {
  const target = bareTarget('acme.io')
  const files = (count: number) =>
    Array.from({ length: count }, (_, index) => loadOf('script', `https://acme.io/assets/${index}.js`))
  it.each([
    ['without any page', undefined, 32],
    ['a page without files', documentsOf([pageOf({ loads: [] })]), 32],
    ['six files', documentsOf([pageOf({ loads: files(6) })]), 30],
    ['two pages, six files', documentsOf([pageOf({ loads: files(6) }), pageOf({ loads: files(6) })]), 28],
    ['forty files', documentsOf([pageOf({ loads: files(40) })]), 16],
  ])('%s', (_, documents, room) => {
    expect(roomFor('acme.io', { documents, target, main: undefined })).toBe(room)
  })
  it('leaves room on the main host for its map, its contact file and a sample of pages', () => {
    const documents = documentsOf([pageOf({ loads: files(6) })])
    expect(roomFor('acme.io', { documents, target, main: 'acme.io' })).toBe(23)
  })
  it('asks the paths of every group that are enough to believe in nothing found', () => {
    const groups = exposureProbes({ label: 'acme' })
      .slice(0, 16)
      .map((one) => one.group)
    for (const [group, enough] of Object.entries(ENOUGH))
      expect(groups.filter((one) => one === group).length, group).toBeGreaterThanOrEqual(enough)
  })
})
