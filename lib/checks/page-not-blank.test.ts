import { bareTarget } from '../engine/target'
import check from './page-not-blank'
import { cases, timedOut } from './shared/cases'
import { assetOf, assetsOf, documentsOf, loadOf, pageOf } from './shared/documents-given'

const js = 'https://acme.io/assets/index-DiwrgTda.js'
const css = 'https://acme.io/assets/index-Bk3x9QzL.css'
const loads = [loadOf('script', js), loadOf('stylesheet', css)]
const good = [assetOf(js), assetOf(css)]
const refused = { code: 'ECONNREFUSED', fault: 'target', phase: 'connect', detail: '' } as const
const slow = { code: 'TIMEOUT', fault: 'target', phase: 'total', detail: '' } as const

cases(check, {
  'all files load with the right type': {
    given: { documents: documentsOf([pageOf({ loads })]), assets: assetsOf(good) },
    verdict: 'pass',
    codes: ['ok'],
  },
  'a chunk is gone': {
    given: {
      documents: documentsOf([pageOf({ loads })]),
      assets: assetsOf([assetOf(js, { status: 404 }), assetOf(css)]),
    },
    verdict: 'fail',
    codes: ['files'],
  },
  'a chunk is answered with the start page': {
    given: {
      documents: documentsOf([pageOf({ loads })]),
      assets: assetsOf([assetOf(js, { contentType: 'text/html', html: true }), assetOf(css)]),
    },
    verdict: 'fail',
    codes: ['files'],
  },
  'the style sheet answers 503': {
    given: {
      documents: documentsOf([pageOf({ loads })]),
      assets: assetsOf([assetOf(js), assetOf(css, { status: 503 })]),
    },
    verdict: 'fail',
  },
  'the asset host is closed': {
    given: {
      documents: documentsOf([pageOf({ loads })]),
      assets: assetsOf([assetOf(js, { outcome: 'failed', status: null, error: refused }), assetOf(css)]),
    },
    verdict: 'fail',
  },
  'a script did not arrive in time': {
    given: {
      documents: documentsOf([pageOf({ loads })]),
      assets: assetsOf([assetOf(js, { outcome: 'failed', status: null, error: slow }), assetOf(css)]),
    },
    verdict: 'unknown',
    codes: ['late'],
  },
  'a tag of somebody else is gone': {
    given: {
      documents: documentsOf([pageOf({ loads: [...loads, loadOf('script', 'https://tags.other.io/a.js')] })]),
      assets: assetsOf(good),
    },
    verdict: 'pass',
  },
  'a chunk for later is gone': {
    given: {
      documents: documentsOf([pageOf({ loads })]),
      assets: assetsOf([...good, assetOf('https://acme.io/assets/later.js', { chunk: true, status: 404 })]),
    },
    verdict: 'pass',
  },
  'empty body': {
    given: { documents: documentsOf([pageOf({ textLength: 0, scripts: 0, title: '' })]), assets: assetsOf([]) },
    verdict: 'fail',
    codes: ['empty'],
  },
  'one form without text': {
    given: {
      documents: documentsOf([
        pageOf({
          textLength: 0,
          scripts: 0,
          forms: [{ action: 'https://acme.io/join', sensitive: true, line: 1, column: 1 }],
        }),
      ]),
      assets: assetsOf([]),
    },
    verdict: 'pass',
  },
  'one picture without text': {
    given: {
      documents: documentsOf([
        pageOf({ textLength: 0, scripts: 0, loads: [loadOf('image', 'https://acme.io/soon.png')] }),
      ]),
      assets: assetsOf([]),
    },
    verdict: 'pass',
  },
  'page that sends the visitor on by itself': {
    given: { documents: documentsOf([pageOf({ textLength: 0, scripts: 0, metaRefresh: true })]), assets: assetsOf([]) },
    verdict: 'pass',
  },
  'empty mount node with a good bundle': {
    given: { documents: documentsOf([pageOf({ loads, textLength: 0, emptyMount: true })]), assets: assetsOf(good) },
    verdict: 'warn',
    codes: ['mount'],
  },
  'empty mount node with a text for visitors without scripts': {
    given: {
      documents: documentsOf([pageOf({ loads, textLength: 0, emptyMount: true, noscriptLength: 40 })]),
      assets: assetsOf(good),
    },
    verdict: 'pass',
  },
  'refused as a bot': {
    given: {
      documents: documentsOf([pageOf({}, { outcome: 'wall', wall: 'cloudflare', status: 403, facts: null })]),
      assets: assetsOf([]),
    },
    verdict: 'unknown',
    codes: ['wall'],
  },
  'page that breaks our limits': {
    given: { documents: documentsOf([pageOf({}, { outcome: 'unread', facts: null })]), assets: assetsOf([]) },
    verdict: 'unknown',
    codes: ['unread'],
  },
  'host that is down': {
    given: {
      documents: documentsOf([pageOf({}, { outcome: 'failed', status: null, facts: null, error: refused })]),
      assets: assetsOf([]),
    },
    verdict: 'unknown',
    codes: ['failed'],
  },
  'server error page': {
    given: { documents: documentsOf([pageOf({}, { status: 502 })]), assets: assetsOf([]) },
    verdict: 'unknown',
    codes: ['error'],
  },
  'host that answers JSON': {
    given: {
      documents: documentsOf([pageOf({}, { outcome: 'other', contentType: 'application/json', facts: null })]),
      assets: assetsOf([]),
    },
    verdict: 'not-applicable',
    codes: ['notPage'],
  },
  'only the API answers': {
    given: {
      documents: documentsOf([
        pageOf({ textLength: 0, scripts: 0 }, { url: 'https://api.acme.io/', host: 'api.acme.io' }),
      ]),
      assets: assetsOf([]),
    },
    verdict: 'not-applicable',
    codes: ['none'],
    target: { ...bareTarget('acme.io'), hosts: [{ name: 'api.acme.io', role: 'api' }] },
  },
  'our time was up': { given: { documents: timedOut(), assets: assetsOf([]) }, verdict: 'unknown' },
})
