import { describe, expect, it } from 'vitest'
import { bareTarget } from '../engine/target'
import type { CardPicture, WebCard } from '../evidence/web-card'
import type { HeadFacts } from '../evidence/web-heads'
import check from './share-preview'
import { cases, timedOut } from './shared/cases'
import { headFacts, headOf, headsOf } from './shared/heads-given'
import { readPicture } from './shared/picture'
import { templateIcon } from './shared/template-icons'

const picture = (change: Partial<CardPicture> = {}): CardPicture => ({
  url: 'https://acme.io/card.png',
  written: 'https://acme.io/card.png',
  outcome: 'answer',
  status: 200,
  contentType: 'image/png',
  kind: 'png',
  width: 1200,
  height: 630,
  template: '',
  ...change,
})
const card = (change: Partial<WebCard> = {}): WebCard => ({
  host: 'acme.io',
  page: 'https://acme.io/',
  icon: picture({ url: 'https://acme.io/favicon.ico', kind: 'ico', width: null, height: null }),
  image: picture(),
  ...change,
})
const given = (facts: Partial<HeadFacts> = {}, change: Partial<WebCard> = {}) => ({
  heads: headsOf(headOf([], { facts: headFacts(facts) })),
  card: card(change),
})

cases(check, {
  'everything there': { given: given(), verdict: 'pass', codes: ['ok'] },
  'title of the template': {
    given: given({ title: 'Create Next App' }),
    verdict: 'warn',
    codes: ['gaps'],
    says: ['title'],
  },
  'title of another template': { given: given({ title: 'Vite + React + TS' }), verdict: 'warn' },
  'no description and no language': { given: given({ description: '', lang: '' }), verdict: 'warn', codes: ['more'] },
  'no viewport': { given: given({ viewport: false }), verdict: 'warn' },
  'no link preview': { given: given({ ogTitle: '' }, { image: null }), verdict: 'warn', codes: ['more'] },
  'og:image on localhost': {
    given: given(
      {},
      { image: picture({ written: 'http://localhost:3000/x.png', outcome: 'local', status: null, kind: null }) },
    ),
    verdict: 'warn',
    says: ['og:image'],
  },
  'og:image without host': { given: given({}, { image: picture({ written: '/card.png' }) }), verdict: 'warn' },
  'og:image of 64 pixels': { given: given({}, { image: picture({ width: 64, height: 64 }) }), verdict: 'warn' },
  'og:image missing': { given: given({}, { image: picture({ status: 404, kind: null }) }), verdict: 'warn' },
  'webp as og:image': { given: given({}, { image: picture({ kind: 'webp' }) }), verdict: 'pass' },
  'picture on a network of somebody else': {
    given: given({}, { image: picture({ url: 'https://cdn.other.io/c.png', written: 'https://cdn.other.io/c.png' }) }),
    verdict: 'pass',
  },
  'icon that is a page': {
    given: given({}, { icon: picture({ kind: null, contentType: 'text/html' }) }),
    verdict: 'warn',
    says: ['icon'],
  },
  'icon of the framework': { given: given({}, { icon: picture({ template: 'Next.js' }) }), verdict: 'warn' },
  'icon gives no answer': {
    given: given({}, { icon: picture({ outcome: 'failed', status: null, kind: null }) }),
    verdict: 'unknown',
    codes: ['picture'],
  },
  'refused as a bot': {
    given: {
      heads: headsOf(headOf([], { outcome: 'wall', status: 403 })),
      card: card({ page: '', icon: null, image: null }),
    },
    verdict: 'unknown',
    codes: ['unseen'],
  },
  'no site': {
    given: { heads: headsOf(), card: card({ host: '', page: '', icon: null, image: null }) },
    verdict: 'not-applicable',
    codes: ['none'],
  },
  'private product': {
    given: given(),
    target: { ...bareTarget('acme.io'), profile: { publicSite: false } },
    verdict: 'not-applicable',
    codes: ['private'],
  },
  'markup in the title': {
    given: given({ title: '"><script>alert(1)</script>\u202E', description: '' }),
    verdict: 'warn',
    codes: ['gaps'],
  },
  'evidence timed out': { given: { heads: headsOf(headOf()), card: timedOut() }, verdict: 'unknown' },
})

describe('readPicture', () => {
  const hex = (...parts: (string | number[])[]) =>
    Buffer.concat(
      parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))),
    ).toString('hex')
  it.each([
    [
      'PNG',
      hex([0x89], 'PNG\r\n\x1a\n', [0, 0, 0, 13], 'IHDR', [0, 0, 4, 0xb0, 0, 0, 2, 0x76]),
      { kind: 'png', width: 1200, height: 630 },
    ],
    ['GIF', hex('GIF89a', [0x40, 1, 0xf0, 0]), { kind: 'gif', width: 320, height: 240 }],
    [
      'JPEG',
      hex([0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xc0, 0, 17, 8, 2, 0x76, 4, 0xb0, 3, 1]),
      { kind: 'jpeg', width: 1200, height: 630 },
    ],
    [
      'JPEG whose size comes later',
      hex([0xff, 0xd8, 0xff, 0xe1, 0x40, 0, 0, 0]),
      { kind: 'jpeg', width: null, height: null },
    ],
    [
      'WebP',
      hex('RIFF', [0, 0, 0, 0], 'WEBPVP8X', [10, 0, 0, 0, 0, 0, 0, 0, 0xaf, 4, 0, 0x75, 2, 0]),
      { kind: 'webp', width: 1200, height: 630 },
    ],
    ['icon', hex([0, 0, 1, 0, 1, 0]), { kind: 'ico', width: null, height: null }],
    ['SVG', hex('<?xml version="1.0"?>\n<svg xmlns="x">'), { kind: 'svg', width: null, height: null }],
    ['a page', hex('<!doctype html><svg>'), undefined],
    ['cut bytes', hex([0x89], 'PNG\r\n\x1a\n'), { kind: 'png', width: null, height: null }],
    ['nothing', '', undefined],
  ])('%s', (_, head, facts) => {
    expect(readPicture(head)).toEqual(facts)
  })
})

it('knows the icons of templates by their names, too', () => {
  expect(templateIcon({ url: 'https://acme.io/vite.svg', head: '3c' })).toBe('Vite')
  expect(templateIcon({ url: 'https://acme.io/icon.svg', head: '3c' })).toBe('')
})
