import type { WebIdentity } from '../evidence/web-identity'
import type { JsonSample } from '../evidence/web-json'
import check from './compression'
import { cases, timedOut } from './shared/cases'
import { fileOf, filesOf, headOf, headsOf } from './shared/heads-given'

const HTML: [string, string] = ['Content-Type', 'text/html; charset=utf-8']
const VARY: [string, string] = ['Vary', 'Accept-Encoding']
const br: [string, string] = ['Content-Encoding', 'br']
const good = headOf([HTML, br, VARY])
const given = (head = good, ...files: ReturnType<typeof fileOf>[]) => ({
  heads: headsOf(head),
  files: filesOf(...files),
  json: { samples: [] },
  identity: { asked: [] },
})
const asked = (url: string, encoding: string): WebIdentity => ({
  asked: [{ url, outcome: 'answer', status: 200, encoding, vary: '', wireBytes: 9000 }],
})
const data = (change: Partial<JsonSample> = {}) => ({
  ...given(),
  json: {
    samples: [
      {
        url: 'https://api.acme.io/v1/plans',
        host: 'api.acme.io',
        contentType: 'application/json',
        encoding: 'br',
        vary: 'Accept-Encoding',
        cacheControl: 'public, max-age=60',
        etag: '',
        lastModified: '',
        wireBytes: 900,
        bytes: 9000,
        undecoded: '',
        ...change,
      },
    ],
  },
})
const plain = { encoding: '', vary: '' }

cases(check, {
  'page in brotli': { given: given(), verdict: 'pass', codes: ['ok'] },
  '300 KB script sent plain': {
    given: given(good, fileOf('https://acme.io/app.js', { ...plain, bytes: 300_000 })),
    verdict: 'fail',
    codes: ['large', 'ok'],
  },
  'second script sent plain': {
    given: given(
      good,
      fileOf('https://acme.io/app.js', { bytes: 90_000 }),
      fileOf('https://acme.io/b.js', { ...plain, bytes: 60_000 }),
    ),
    verdict: 'warn',
    codes: ['ok', 'plain'],
  },
  'data of the API in brotli': { given: data(), verdict: 'pass', codes: ['ok', 'ok'] },
  'data of the API sent plain': {
    given: data({ encoding: '', bytes: 90_000 }),
    verdict: 'warn',
    codes: ['ok', 'plain'],
    says: ['https://api.acme.io/v1/plans is not compressed'],
  },
  'data of the API without Vary': { given: data({ vary: '' }), verdict: 'warn', codes: ['ok', 'vary'] },
  'data of the API that cannot be read': {
    given: data({ encoding: 'gzip', undecoded: 'gzip' }),
    verdict: 'fail',
    codes: ['ok', 'broken'],
  },
  'few bytes of data': { given: data({ encoding: '', bytes: 300 }), verdict: 'pass', codes: ['ok'] },
  'style sheet sent plain': {
    given: given(good, fileOf('https://acme.io/a.css', plain)),
    verdict: 'warn',
    codes: ['ok', 'plain'],
  },
  'large home page sent plain': { given: given(headOf([HTML], { bytes: 80_000 })), verdict: 'fail', codes: ['large'] },
  'small home page sent plain': { given: given(headOf([HTML], { bytes: 4000 })), verdict: 'warn', codes: ['plain'] },
  'identity is no compression': {
    given: given(headOf([HTML, ['Content-Encoding', 'identity']], { bytes: 4000 })),
    verdict: 'warn',
  },
  'gzip without Vary, shared': {
    given: given(good, fileOf('https://acme.io/a.js', { encoding: 'gzip', vary: '' })),
    verdict: 'warn',
    codes: ['ok', 'vary'],
  },
  'gzip without Vary, kept for a while': {
    given: given(good, fileOf('https://acme.io/a.js', { encoding: 'gzip', vary: '', cacheControl: 'max-age=600' })),
    verdict: 'warn',
    codes: ['ok', 'vary'],
  },
  'gzip without Vary, plain for whoever asks for that': {
    given: {
      ...given(good, fileOf('https://acme.io/a.js', { encoding: 'gzip', vary: '' })),
      identity: asked('https://acme.io/a.js', ''),
    },
    verdict: 'warn',
    codes: ['ok', 'vary'],
  },
  'gzip without Vary, whatever is asked for': {
    given: {
      ...given(good, fileOf('https://acme.io/a.js', { encoding: 'gzip', vary: '' })),
      identity: asked('https://acme.io/a.js', 'gzip'),
    },
    verdict: 'warn',
    codes: ['ok', 'vary'],
  },
  'gzip without Vary, private': {
    given: given(headOf([HTML, ['Content-Encoding', 'gzip'], ['Cache-Control', 'private, no-store']])),
    verdict: 'pass',
  },
  'says gzip, sends plain': {
    given: given(headOf([HTML, ['Content-Encoding', 'gzip']], { undecoded: 'gzip', page: false })),
    verdict: 'fail',
    codes: ['broken'],
  },
  'says utf-8, which browsers pass over': {
    given: given(headOf([HTML, ['Content-Encoding', 'utf-8']], { undecoded: 'utf-8', page: false })),
    verdict: 'unknown',
    codes: ['unseen'],
    says: ['utf-8'],
  },
  '800 bytes of HTML': { given: given(headOf([HTML], { bytes: 800 })), verdict: 'not-applicable', codes: ['tiny'] },
  'a page of another kind': {
    given: given(headOf([['Content-Type', 'application/pdf']], { bytes: 90_000, page: false })),
    verdict: 'not-applicable',
  },
  'nothing served': {
    given: { heads: headsOf(), files: filesOf(), json: { samples: [] }, identity: timedOut() },
    verdict: 'not-applicable',
  },
  'refused as a bot': {
    given: given(headOf([], { outcome: 'wall', status: 403 })),
    verdict: 'unknown',
    codes: ['unseen'],
  },
  'evidence timed out': {
    given: { heads: timedOut(), files: timedOut(), json: { samples: [] }, identity: timedOut() },
    verdict: 'unknown',
  },
})
