import { describe, expect, it } from 'vitest'
import { assetOf, assetsOf, cacheOf, documentsOf, pageOf } from '../checks/shared/documents-given'
import { measuresOf, type StoredEvidence } from './measures'

function sample(ttfb: number | null, status: number | null = 200) {
  return {
    address: '203.0.113.1',
    reload: false,
    outcome: 'answer',
    status,
    error: null,
    location: '',
    contentType: 'text/html',
    title: '',
    sha256: '',
    encoding: '',
    cookies: [],
    files: [],
    cache: cacheOf(),
    timings: { dns: 1, tcp: 1, tls: 1, ttfb },
  }
}

function refresh(samples: unknown[], version = 2): StoredEvidence {
  const pages = [{ url: 'https://acme.io/', host: 'acme.io', samples }]
  return { key: 'web.refresh', status: 'ok', version, value: { pages } }
}

describe('what a run measured', () => {
  it('is the middle answer time of a page', () => {
    const odd = measuresOf([refresh([sample(500), sample(100), sample(300)])])
    expect(odd).toEqual([{ kind: 'answer-time', subject: 'https://acme.io/', value: 300 }])
    const even = measuresOf([refresh([sample(500), sample(100), sample(300), sample(400)])])
    expect(even[0]?.value).toBe(350)
  })

  it('is what a browser has to read of the homepage', () => {
    const documents = {
      key: 'web.documents',
      status: 'ok',
      version: 1,
      value: documentsOf([pageOf({}, { bytes: 4000 })]),
    }
    const weigh = (...assets: ReturnType<typeof assetOf>[]) =>
      measuresOf([documents, { key: 'web.assets', status: 'ok', version: 1, value: assetsOf(assets) }])
    const script = assetOf('https://acme.io/app.js', { bytes: 90_000 })
    const style = assetOf('https://acme.io/app.css', { bytes: 6000 })
    const later = assetOf('https://acme.io/later.js', { bytes: 500_000, chunk: true })
    const weight = { kind: 'page-weight', subject: 'https://acme.io/', value: 100_000 }
    expect(weigh(script, style, later)).toEqual([weight])
    // A part that was not read to its end would look like an improvement.
    expect(weigh(script, { ...style, truncated: true })).toEqual([])
    expect(weigh(script, { ...style, outcome: 'failed' })).toEqual([])
    expect(measuresOf([documents])).toEqual([])
  })

  it.each([
    ['too few loads answered', [refresh([sample(100), sample(200), sample(null)])]],
    ['the server failed', [refresh([sample(100, 502), sample(100, 502), sample(100, 502)])]],
    ['the evidence is of another version', [refresh([sample(1), sample(2), sample(3)], 1)]],
    ['the evidence is missing', [{ key: 'web.refresh', status: 'error', version: 2, value: null }]],
    ['what is stored is something else', [{ key: 'web.refresh', status: 'ok', version: 2, value: { pages: 'x' } }]],
    ['there is nothing', []],
  ])('is nothing when %s', (_, stored) => expect(measuresOf(stored)).toEqual([]))
})
