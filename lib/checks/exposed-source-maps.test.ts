import type { SourceMapLook, WebMaps } from '../evidence/web-maps'
import check from './exposed-source-maps'
import { cases, timedOut } from './shared/cases'

const look = (change: Partial<SourceMapLook> = {}): SourceMapLook => ({
  file: 'https://acme.io/assets/index.js',
  host: 'acme.io',
  via: 'comment',
  map: 'https://acme.io/assets/index.js.map',
  outcome: 'map',
  status: 200,
  sources: ['src/app.tsx'],
  sourceCount: 40,
  hasContent: true,
  secrets: [],
  ...change,
})
const given = (maps: SourceMapLook[], change: Partial<WebMaps> = {}) => ({
  maps: { maps, read: 3, unread: 0, ...change },
})
const hit = (kind: 'secret' | 'public' | 'post-only', rule = 'stripe-live-secret') => ({
  rule,
  class: kind,
  certain: true,
  offset: 10,
  line: 1,
  column: 11,
  masked: 'sk_l...',
  fingerprint: 'aa11',
})

cases(check, {
  'map with status 200': { given: given([look()]), verdict: 'warn', codes: ['readable'] },
  'map missing': { given: given([look({ outcome: 'absent', status: 404 })]), verdict: 'pass', codes: ['refused'] },
  'map refused': { given: given([look({ outcome: 'absent', status: 403 })]), verdict: 'pass' },
  'page of the application instead of the map': {
    given: given([look({ outcome: 'absent', status: 200 })]),
    verdict: 'pass',
  },
  'map inside the script': { given: given([look({ via: 'inline', map: '', status: null })]), verdict: 'warn' },
  'map named by a header': { given: given([look({ via: 'header' })]), verdict: 'warn' },
  'map at an error tracker': { given: given([look({ outcome: 'foreign', status: null })]), verdict: 'pass' },
  'key in the original text': {
    given: given([look({ secrets: [hit('secret')] })]),
    verdict: 'fail',
    codes: ['secret'],
    says: ['index.js.map'],
  },
  'address of a chat channel in the original text': {
    given: given([look({ secrets: [hit('post-only', 'slack-webhook')] })]),
    verdict: 'fail',
    codes: ['post'],
    says: ['Slack'],
  },
  'key beside the address of a chat channel': {
    given: given([look({ secrets: [hit('post-only', 'slack-webhook'), hit('secret')] })]),
    verdict: 'fail',
    codes: ['secret'],
    says: ['Stripe'],
  },
  'public key in the original text': { given: given([look({ secrets: [hit('public')] })]), verdict: 'warn' },
  'three maps of one host are one finding': {
    given: given([look(), look({ map: 'https://acme.io/b.js.map' }), look({ map: 'https://acme.io/c.js.map' })]),
    verdict: 'warn',
    codes: ['readable'],
    says: ['3 source maps are'],
  },
  'no script names a map': { given: given([]), verdict: 'pass', codes: ['clear'] },
  'no script at all': { given: given([], { read: 0 }), verdict: 'not-applicable', codes: ['none'] },
  'scripts we could not read': { given: given([], { unread: 2 }), verdict: 'unknown', codes: ['unread'] },
  'refused as a bot': { given: given([look({ outcome: 'wall', status: 403 })]), verdict: 'unknown', codes: ['silent'] },
  'the map gives no answer': { given: given([look({ outcome: 'failed', status: null })]), verdict: 'unknown' },
  'evidence timed out': { given: { maps: timedOut() }, verdict: 'unknown' },
})
