import { describe, expect, it } from 'vitest'
import { browserLifetime, cacheHit, isSharedCacheable, readCacheControl, storabilityOf } from './cache-control'
import { cacheOf } from './documents-given'

const control = (...cacheControl: string[]) => cacheOf({ cacheControl })

describe('isSharedCacheable', () => {
  it.each<[string, ReturnType<typeof cacheOf>, boolean]>([
    ['public with s-maxage', control('public, s-maxage=600'), true],
    ['no-store wins over s-maxage', control('no-store, s-maxage=60'), false],
    ['private', control('private, max-age=60'), false],
    ['two fields, one private', control('public, max-age=60', 'private'), false],
    ['max-age only', control('max-age=60'), true],
    ['max-age zero', control('public, max-age=0, must-revalidate'), false],
    ['nothing said', cacheOf(), false],
    [
      'Expires in the future',
      cacheOf({ expires: 'Fri, 20 Nov 2026 13:00:00 GMT', date: 'Fri, 20 Nov 2026 12:00:00 GMT' }),
      true,
    ],
    ['Expires zero', cacheOf({ expires: '0' }), false],
    ['private, but stored by the CDN', cacheOf({ cacheControl: ['private'], cdnCacheControl: ['max-age=600'] }), true],
    [
      'public, but not for the CDN',
      cacheOf({ cacheControl: ['public, max-age=60'], cdnCacheControl: ['no-store'] }),
      false,
    ],
    ['Vary star', cacheOf({ cacheControl: ['public, max-age=60'], vary: '*' }), false],
  ])('%s', (_, headers, expected) => {
    expect(isSharedCacheable(headers)).toBe(expected)
  })
})

it('reads directives leniently', () => {
  expect([...readCacheControl(['Public, MAX-AGE="60", , max-age=30, s-maxage=x'])]).toEqual([
    ['public', true],
    ['max-age', 30],
    ['s-maxage', true],
  ])
})

it('knows lifetimes and classes', () => {
  expect(browserLifetime(control('no-cache, max-age=60'))).toBe(0)
  expect(browserLifetime(control('public, max-age=60'))).toBe(60)
  expect(browserLifetime(cacheOf())).toBeUndefined()
  expect(browserLifetime(control('max-age=31536000, max-age=0'))).toBe(31_536_000)
  expect(browserLifetime(control('max-age=0', 'max-age=31536000'))).toBe(0)
  expect(browserLifetime(control('no-cache="set-cookie", max-age=60'))).toBe(60)
  expect(browserLifetime(cacheOf({ cacheControl: ['max-age=60'], vary: '*' }))).toBe(0)
  expect(storabilityOf(control('max-age=60'))).toBe('shared')
  expect(storabilityOf(control('private'))).toBe('private')
  expect(storabilityOf(control('no-store'))).toBe('no-store')
  expect(storabilityOf(cacheOf())).toBe('unsaid')
})

it.each<[string, [string, string], boolean]>([
  ['Cloudflare hit', ['cf-cache-status', 'HIT'], true],
  ['Cloudflare dynamic', ['cf-cache-status', 'DYNAMIC'], false],
  ['Fastly miss before hit', ['x-cache', 'MISS, HIT'], true],
  ['CloudFront miss', ['x-cache', 'Miss from cloudfront'], false],
  ['CloudFront hit', ['x-cache', 'Hit from cloudfront'], true],
  ['structured field', ['cache-status', '"Netlify Edge"; hit'], true],
  ['structured field that missed', ['cache-status', '"Netlify Edge"; fwd=miss'], false],
  ['number of hits', ['x-cache-hits', '0, 3'], true],
  ['no hits', ['x-cache-hits', '0, 0'], false],
])('cacheHit: %s', (_, status, expected) => {
  expect(cacheHit(cacheOf({ status: [status] })) !== undefined).toBe(expected)
})
