import { describe, expect, it } from 'vitest'
import { webChainSchema } from '../../evidence/web-chain'
import type { Chain, Exchange, Hop } from '../../net/http-types'
import { chainFacts, fitChain } from './web-chain'

function exchange(url: string, headers: [string, string][], text = ''): Exchange {
  return {
    url,
    method: 'GET',
    variant: {},
    sample: 0,
    address: '104.16.1.10',
    at: 0,
    timings: { dns: 1, tcp: 1, tls: 1, ttfb: 1, total: 4 },
    tls: null,
    ok: true,
    response: {
      status: 200,
      statusText: 'OK',
      protocol: 'HTTP/1.1',
      headers,
      info: [],
      body: {
        text,
        textCut: false,
        head: '',
        sha256: 'aa',
        wireBytes: text.length,
        decodedBytes: text.length,
        truncated: null,
        undecoded: null,
      },
      blocked: null,
    },
  }
}

function redirect(from: string, to: string, headers: [string, string][] = []): Hop {
  return {
    exchange: exchange(from, [['location', to], ...headers]),
    location: { raw: to, fields: 1, others: [], target: URL.parse(to, from)?.href ?? null },
  }
}

function chain(hops: Hop[], end: Chain['end'] = 'final'): Chain {
  const first = hops[0]?.exchange.url ?? ''
  return { start: first, hops, end, finalUrl: hops.at(-1)?.exchange.url ?? '', error: null, loop: null }
}

const PAGE = 'https://acme.io/cb'
const last: Hop = {
  exchange: exchange(
    PAGE,
    [
      ['content-type', 'text/html'],
      ['set-cookie', 'sid=hunter2hunter2; Path=/'],
    ],
    '<title>Acme</title><input type=password>',
  ),
  location: null,
}

describe('chainFacts', () => {
  const facts = chainFacts(chain([redirect('https://acme.io/', '/cb?code=hunter2hunter2&x=1'), last]))

  it('fits its schema and counts redirects', () => {
    expect(webChainSchema.parse(facts)).toEqual(facts)
    expect(facts.redirects).toBe(1)
  })

  it('keeps facts of the page instead of its text', () => {
    expect(facts.page).toMatchObject({
      title: 'Acme',
      hasPasswordField: true,
      contentType: 'text/html',
      placeholder: null,
    })
  })

  it('masks cookies and tokens', () => {
    const text = JSON.stringify(facts)
    expect(text).not.toContain('hunter2hunter2')
    expect(text).toContain('code=hunt****&x=1')
    expect(text).toContain('sid=****; Path=/')
  })
})

it('stays within its schema whatever a server sends', () => {
  const wild: [string, string][] = Array.from({ length: 300 }, (_, index) => [`x-${index}`, '\ud800'.repeat(5000)])
  const facts = chainFacts(
    chain([redirect(`https://acme.io/?${'a'.repeat(9000)}`, `/${'b'.repeat(9000)}`, wild), last]),
  )
  expect(webChainSchema.safeParse(facts).success).toBe(true)
  expect(JSON.stringify(facts).length).toBeLessThan(60_000)
})

describe('fitChain', () => {
  const heavy: [string, string][] = Array.from({ length: 20 }, (_, index) => [`x-${index}`, 'v'.repeat(300)])
  const hops = Array.from({ length: 11 }, (_, step) => redirect(`https://acme.io/${step}`, `/${step + 1}`, heavy))
  const facts = chainFacts(chain(hops, 'too-many'))

  it('leaves a small chain alone', () => expect(fitChain(facts, 1_000_000)).toBe(facts))

  it('drops the headers of hops in the middle first', () => {
    const fitted = fitChain(facts, 30_000)
    expect(fitted.hops).toHaveLength(11)
    expect(fitted.hops[5]?.headers).toEqual([])
    expect(fitted.hops[0]?.headers.length).toBeGreaterThan(5)
  })

  it('then drops those hops, and keeps the count of redirects', () => {
    const fitted = fitChain(facts, 3_000)
    expect(fitted.hops.map((hop) => hop.url.slice(-2))).toEqual(['/0', '/1', '/9', '10'])
    expect(fitted.redirects).toBe(11)
    expect(JSON.stringify(fitted).length).toBeLessThan(5_000)
  })
})
