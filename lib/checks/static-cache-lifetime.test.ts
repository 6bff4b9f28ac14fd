import type { CacheHeaders } from '../evidence/web-facts'
import { cases, timedOut } from './shared/cases'
import { assetOf, assetsOf, cacheOf } from './shared/documents-given'
import check from './static-cache-lifetime'

const file = (path: string, cache: Partial<CacheHeaders>, change: Parameters<typeof assetOf>[1] = {}) =>
  assetOf(`https://acme.io${path}`, { cache: cacheOf(cache), ...change })
const control = (value: string): Partial<CacheHeaders> => ({ cacheControl: [value] })
const year = control('public, max-age=31536000')
const image = { kind: 'image' } as const
const vite = '/assets/index-DiwrgTda.js'

cases(check, {
  'hashed module, one year, immutable': {
    given: { assets: assetsOf([file(vite, control('public, max-age=31536000, immutable'), { module: true })]) },
    verdict: 'pass',
  },
  'framework chunk, one year': {
    given: { assets: assetsOf([file('/_next/static/chunks/a1.js', year)]) },
    verdict: 'pass',
  },
  'hashed module that is never kept': {
    given: { assets: assetsOf([file(vite, control('max-age=0'), { module: true })]) },
    verdict: 'fail',
    codes: ['none'],
  },
  'one of three hashed files is never kept': {
    given: {
      assets: assetsOf([
        file('/a/x-4f2a9b1c.js', control('no-cache')),
        file('/a/y-9c1d2e3f.js', year),
        file('/a/z-1c9d2e3f.js', year),
      ]),
    },
    verdict: 'warn',
    codes: ['none', 'ok'],
  },
  'hashed file kept for an hour': {
    given: { assets: assetsOf([file('/a/x-4f2a9b1c.js', control('max-age=3600'))]) },
    verdict: 'warn',
    codes: ['short'],
  },
  'version in the query, 30 days': {
    given: { assets: assetsOf([file('/app.js?v=12345', control('max-age=2592000'))]) },
    verdict: 'pass',
  },
  'plain name, one year': { given: { assets: assetsOf([file('/app.js', year)]) }, verdict: 'warn', codes: ['stale'] },
  'plain name that is asked for each time, with ETag': {
    given: { assets: assetsOf([file('/app.js', { ...control('no-cache'), etag: '"a"' })]) },
    verdict: 'pass',
  },
  'plain name that is sent each time': {
    given: { assets: assetsOf([file('/app.js', control('no-store'))]) },
    verdict: 'warn',
    codes: ['refetched'],
  },
  'plain name that may not be stored, with ETag': {
    given: { assets: assetsOf([file('/app.js', { ...control('no-store'), etag: '"a"' })]) },
    verdict: 'warn',
    codes: ['refetched'],
  },
  'picture without any header': {
    given: { assets: assetsOf([file('/logo.png', {}, image)]) },
    verdict: 'warn',
    codes: ['unsaid'],
  },
  'picture with an ETag only': {
    given: { assets: assetsOf([file('/logo.png', { etag: '"a"' }, image)]) },
    verdict: 'pass',
  },
  'picture named after a year, one year': {
    given: { assets: assetsOf([file('/photo-2024.jpg', control('max-age=31536000'), image)]) },
    verdict: 'warn',
    codes: ['stale'],
  },
  'icon kept for a day': {
    given: { assets: assetsOf([file('/favicon.ico', control('max-age=86400'), image)]) },
    verdict: 'pass',
  },
  'library with its version in the path': {
    given: { assets: assetsOf([file('/lib/3.7.1/jquery.js', year)]) },
    verdict: 'pass',
  },
  'font whose weight looks like a hash, one year': {
    given: { assets: assetsOf([file('/fonts/Inter-SemiBold.woff2', year, { kind: 'font' })]) },
    verdict: 'pass',
  },
  'refused as a bot': {
    given: { assets: assetsOf([file('/app.js', {}, { outcome: 'wall', status: 403 })]) },
    verdict: 'unknown',
    codes: ['wall'],
  },
  'files that did not arrive': {
    given: { assets: assetsOf([file('/app.js', {}, { outcome: 'failed', status: null })]) },
    verdict: 'unknown',
    codes: ['unseen'],
  },
  'our time was up': { given: { assets: timedOut() }, verdict: 'unknown' },
  'no static files': { given: { assets: assetsOf([]) }, verdict: 'not-applicable' },
})
