import { describe, expect, it } from 'vitest'
import type { EdgeHost } from '../../../evidence/web-edge'
import { detectEdges, providerOfAddress } from './detect'
import { edgeHost } from './given'
import { EDGE_PROVIDERS } from './providers'
import { EDGE_RANGES } from './ranges'

const seen = (change: Partial<EdgeHost>): string[] =>
  detectEdges(edgeHost('acme.io', change)).map(({ provider, confidence }) => `${provider.id} ${confidence}`)

describe('detectEdges', () => {
  it.each<[string, Partial<EdgeHost>, string[]]>([
    [
      'Cloudflare by address and header',
      { addresses: ['104.16.1.10'], headers: [['cf-ray', '8a1-FRA']] },
      ['cloudflare confirmed'],
    ],
    [
      'Cloudflare in front of Vercel',
      {
        addresses: ['104.16.1.10'],
        headers: [
          ['x-vercel-id', 'fra1::x'],
          ['cf-ray', '8a1-FRA'],
        ],
      },
      ['cloudflare confirmed', 'vercel likely'],
    ],
    ['only the Server text', { headers: [['server', 'cloudflare']] }, ['cloudflare hint']],
    ['Server text and trace', { headers: [['server', 'cloudflare']], trace: true }, ['cloudflare confirmed']],
    [
      'CloudFront by header and alias',
      { headers: [['x-amz-cf-id', 'abc']], aliases: ['d1.cloudfront.net'] },
      ['cloudfront confirmed'],
    ],
    [
      'Fastly by two headers',
      {
        headers: [
          ['via', '1.1 varnish'],
          ['x-served-by', 'cache-fra-1'],
        ],
      },
      ['fastly likely'],
    ],
    ['one header of Varnish', { headers: [['via', '1.1 varnish']] }, []],
    [
      'GitHub Pages with headers of Fastly',
      {
        addresses: ['185.199.108.153'],
        headers: [
          ['x-github-request-id', 'a'],
          ['via', '1.1 varnish'],
          ['x-served-by', 'cache-fra-1'],
        ],
      },
      ['github-pages confirmed'],
    ],
    ['Vercel by alias', { aliases: ['cname.vercel-dns.com'] }, ['vercel likely']],
    ['Vercel address', { addresses: ['76.76.21.21'] }, ['vercel confirmed']],
    ['Imperva by cookie', { cookies: ['visid_incap_77'] }, ['imperva likely']],
    ['IPv6 of Cloudflare', { addresses: ['2606:4700::a'] }, ['cloudflare confirmed']],
    ['nothing', {}, []],
    ['public resolver of Cloudflare is no proxy', { addresses: ['1.1.1.1'] }, []],
  ])('%s', (_, change, expected) => {
    expect(seen(change)).toEqual(expected)
  })
})

it('has a provider for every range, and only ranges that parse', () => {
  const ids = EDGE_PROVIDERS.map((provider) => provider.id)
  for (const [id, list] of Object.entries(EDGE_RANGES)) {
    expect(ids).toContain(id)
    for (const range of list) expect(providerOfAddress(range.replace(/\/\d+$/, '').replace(/::$/, '::1'))).toBe(id)
  }
})
