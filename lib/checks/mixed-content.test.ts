import type { WebTwins } from '../evidence/web-twins'
import check from './mixed-content'
import { cases, timedOut } from './shared/cases'
import { assetOf, assetsOf, documentsOf, loadOf, pageOf } from './shared/documents-given'

const twins = (...rows: [url: string, outcome: WebTwins['twins'][number]['outcome']][]): WebTwins => ({
  twins: rows.map(([url, outcome]) => ({ url, outcome, status: outcome === 'works' ? 200 : null, error: null })),
})
const picture = 'http://c.io/x.png'
const css = 'https://acme.io/a.css'
const none = assetsOf([])

cases(check, {
  'everything over https': {
    given: {
      documents: documentsOf([pageOf({ loads: [loadOf('script', 'https://acme.io/a.js')] })]),
      assets: none,
      twins: twins(),
    },
    verdict: 'pass',
  },
  'script over http': {
    given: {
      documents: documentsOf([pageOf({ loads: [loadOf('script', 'http://cdn.io/a.js')] })]),
      assets: none,
      twins: twins(),
    },
    verdict: 'fail',
    codes: ['blocked'],
  },
  'picture whose https twin works': {
    given: {
      documents: documentsOf([pageOf({ loads: [loadOf('image', picture)] })]),
      assets: none,
      twins: twins([picture, 'works']),
    },
    verdict: 'warn',
    codes: ['upgraded'],
  },
  'picture whose https twin is refused': {
    given: {
      documents: documentsOf([pageOf({ loads: [loadOf('image', picture)] })]),
      assets: none,
      twins: twins([picture, 'fails']),
    },
    verdict: 'fail',
    codes: ['missing'],
  },
  'picture whose https twin we could not test': {
    given: { documents: documentsOf([pageOf({ loads: [loadOf('image', picture)] })]), assets: none, twins: twins() },
    verdict: 'unknown',
    codes: ['untested'],
  },
  'picture of a source set': {
    given: {
      documents: documentsOf([pageOf({ loads: [loadOf('srcset', picture)] })]),
      assets: none,
      twins: twins([picture, 'works']),
    },
    verdict: 'fail',
    codes: ['blocked'],
  },
  'import in a style sheet': {
    given: {
      documents: documentsOf([pageOf({ loads: [loadOf('stylesheet', css)] })]),
      assets: assetsOf([assetOf(css, { insecure: [loadOf('css-import', 'http://f.io/a.css')] })]),
      twins: twins(),
    },
    verdict: 'fail',
    codes: ['blocked'],
  },
  'background in a style sheet, twin works': {
    given: {
      documents: documentsOf([pageOf({ loads: [loadOf('stylesheet', css)] })]),
      assets: assetsOf([assetOf(css, { insecure: [loadOf('css-image', picture)] })]),
      twins: twins([picture, 'works']),
    },
    verdict: 'warn',
    codes: ['upgraded'],
  },
  'style sheet of another page': {
    given: {
      documents: documentsOf([pageOf()]),
      assets: assetsOf([assetOf(css, { insecure: [loadOf('css-import', 'http://f.io/a.css')] })]),
      twins: twins(),
    },
    verdict: 'pass',
  },
  'form with a password': {
    given: {
      documents: documentsOf([
        pageOf({ forms: [{ action: 'http://x.io/login', sensitive: true, line: 4, column: 1 }] }),
      ]),
      assets: none,
      twins: twins(),
    },
    verdict: 'fail',
    codes: ['formSecret'],
  },
  'form with a password, upgraded by the policy': {
    given: {
      documents: documentsOf([
        pageOf(
          { forms: [{ action: 'http://x.io/login', sensitive: true, line: 4, column: 1 }] },
          { upgradesInsecure: true },
        ),
      ]),
      assets: none,
      twins: twins(),
    },
    verdict: 'warn',
    codes: ['formPolicy'],
  },
  'search form': {
    given: {
      documents: documentsOf([
        pageOf({ forms: [{ action: 'http://x.io/find', sensitive: false, line: 4, column: 1 }] }),
      ]),
      assets: none,
      twins: twins(),
    },
    verdict: 'warn',
    codes: ['form'],
  },
  'base address over http with a relative script': {
    given: {
      documents: documentsOf([pageOf({ base: 'http://x.io/', loads: [loadOf('script', 'http://x.io/a.js')] })]),
      assets: none,
      twins: twins(),
    },
    verdict: 'fail',
    codes: ['base'],
  },
  'base address over http under a policy, twin works': {
    given: {
      documents: documentsOf([
        pageOf({ base: 'http://x.io/', loads: [loadOf('script', 'http://x.io/a.js')] }, { upgradesInsecure: true }),
      ]),
      assets: none,
      twins: twins(['http://x.io/a.js', 'works']),
    },
    verdict: 'warn',
    codes: ['basePolicy', 'policy'],
  },
  'base address over http under a policy, twin fails': {
    given: {
      documents: documentsOf([
        pageOf({ base: 'http://x.io/', loads: [loadOf('script', 'http://x.io/a.js')] }, { upgradesInsecure: true }),
      ]),
      assets: none,
      twins: twins(['http://x.io/a.js', 'fails']),
    },
    verdict: 'fail',
    codes: ['basePolicy', 'blocked'],
  },
  'script over http, upgraded by the policy, twin works': {
    given: {
      documents: documentsOf([pageOf({ loads: [loadOf('script', 'http://cdn.io/a.js')] }, { upgradesInsecure: true })]),
      assets: none,
      twins: twins(['http://cdn.io/a.js', 'works']),
    },
    verdict: 'warn',
    codes: ['policy'],
  },
  'script over http, upgraded by the policy, twin fails': {
    given: {
      documents: documentsOf([pageOf({ upgradesInsecure: true, loads: [loadOf('script', 'http://cdn.io/a.js')] })]),
      assets: none,
      twins: twins(['http://cdn.io/a.js', 'fails']),
    },
    verdict: 'fail',
    codes: ['blocked'],
  },
  'script over http, upgraded by the policy, twin not tested': {
    given: {
      documents: documentsOf([pageOf({ upgradesInsecure: true, loads: [loadOf('script', 'http://cdn.io/a.js')] })]),
      assets: none,
      twins: twins(['http://cdn.io/a.js', 'not-looked']),
    },
    verdict: 'unknown',
    codes: ['untested'],
  },
  'only the icon': {
    given: {
      documents: documentsOf([pageOf({ loads: [loadOf('icon', 'http://c.io/i.ico')] })]),
      assets: none,
      twins: twins(),
    },
    verdict: 'warn',
    codes: ['minor'],
  },
  'font preload': {
    given: {
      documents: documentsOf([pageOf({ loads: [loadOf('font', 'http://c.io/f.woff2')] })]),
      assets: none,
      twins: twins(),
    },
    verdict: 'fail',
  },
  'picture for visitors without scripts': {
    given: {
      documents: documentsOf([pageOf({ loads: [loadOf('image', 'http://t.io/p.gif', { noscript: true })] })]),
      assets: none,
      twins: twins(),
    },
    verdict: 'warn',
  },
  'address of the own machine': {
    given: {
      documents: documentsOf([pageOf({ loads: [loadOf('script', 'http://localhost:5173/a.js')] })]),
      assets: none,
      twins: twins(),
    },
    verdict: 'pass',
  },
  'page that is plain http itself': {
    given: { documents: documentsOf([pageOf({}, { finalUrl: 'http://acme.io/' })]), assets: none, twins: twins() },
    verdict: 'unknown',
    codes: ['plain'],
  },
  'page with too many files to see all': {
    given: { documents: documentsOf([pageOf({ cut: true })]), assets: none, twins: twins() },
    verdict: 'unknown',
    codes: ['unread'],
  },
  'refused as a bot': {
    given: {
      documents: documentsOf([pageOf({}, { outcome: 'wall', wall: 'akamai', facts: null })]),
      assets: none,
      twins: twins(),
    },
    verdict: 'unknown',
    codes: ['wall'],
  },
  'host that is down': {
    given: {
      documents: documentsOf([pageOf({}, { outcome: 'failed', status: null, facts: null })]),
      assets: none,
      twins: twins(),
    },
    verdict: 'unknown',
    codes: ['failed'],
  },
  'our time was up': { given: { documents: timedOut(), assets: none, twins: twins() }, verdict: 'unknown' },
  'nothing but an API': {
    given: { documents: documentsOf([pageOf({}, { outcome: 'other', facts: null })]), assets: none, twins: twins() },
    verdict: 'not-applicable',
  },
})
