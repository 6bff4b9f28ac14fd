import { describe, expect, it } from 'vitest'
import type { WebChain, WebHop } from '../../evidence/web-chain'
import type { WebEntryRow } from '../../evidence/web-entry'
import { servedSites } from './served-site'

function hop(url: string, change: Partial<WebHop> = {}): WebHop {
  return {
    url,
    address: '203.0.113.7',
    at: 0,
    status: 200,
    error: null,
    protocol: 'HTTP/2',
    headers: [],
    location: null,
    wall: null,
    tls: null,
    ttfbMs: 20,
    ...change,
  }
}
function chain(urls: string[], change: Partial<WebChain> = {}): WebChain {
  return {
    start: urls[0] ?? '',
    end: 'final',
    finalUrl: urls.at(-1) ?? '',
    error: null,
    loop: null,
    redirects: Math.max(0, urls.length - 1),
    hops: urls.map((url, index) => hop(url, index < urls.length - 1 ? { status: 301 } : {})),
    page: null,
    ...change,
  }
}
const refused: Partial<WebChain> = {
  end: 'error',
  error: { code: 'ECONNREFUSED', fault: 'target', phase: 'connect', detail: '' },
  hops: [],
}
const site = (change: Partial<WebEntryRow>) =>
  servedSites({ hosts: [{ host: 'acme.io', roles: [], state: 'ok', http: null, https: null, ...change }] })[0]

describe('servedSites', () => {
  it('takes the page at the end of the secure chain', () => {
    expect(site({ https: chain(['https://acme.io/', 'https://acme.io/en']) })).toMatchObject({
      state: 'ok',
      origin: 'https://acme.io',
      finalUrl: 'https://acme.io/en',
    })
  })
  it('knows a host that sends everybody elsewhere', () => {
    expect(site({ https: chain(['https://acme.io/', 'https://www.acme.io/']) })).toMatchObject({
      state: 'redirects',
      reason: 'www.acme.io',
    })
  })
  it('falls back to plain http where https is closed', () => {
    expect(site({ https: chain([], refused), http: chain(['http://acme.io/']) })).toMatchObject({
      state: 'ok',
      origin: 'http://acme.io',
    })
  })
  it('keeps a wall and a silent host apart from a site', () => {
    const walled = chain(['https://acme.io/'])
    const hops = [hop('https://acme.io/', { status: 403, wall: { by: 'cloudflare', sign: 'x' } })]
    expect(site({ https: { ...walled, hops } })).toMatchObject({ state: 'wall', reason: 'cloudflare' })
    expect(site({ https: chain([], refused), http: chain([], refused) })).toMatchObject({ state: 'unreachable' })
    expect(site({ state: 'dns-failed' })).toMatchObject({ state: 'not-looked' })
  })
  it('leaves out hosts without address', () => {
    expect(site({ state: 'no-address' })).toBeUndefined()
  })
})
