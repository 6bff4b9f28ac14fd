import { bareTarget } from '../engine/target'
import type { Sitemap } from '../evidence/web-sitemap'
import { cases, timedOut } from './shared/cases'
import check from './sitemap'

const page = (path: string, status: number | null = 200, outcome: Sitemap['sample'][number]['outcome'] = 'own') => ({
  url: `https://acme.io${path}`,
  outcome,
  status,
})
const given = (change: Partial<Sitemap> = {}) => ({
  sitemap: {
    maps: [
      {
        url: 'https://acme.io/sitemap.xml',
        host: 'acme.io',
        named: true,
        outcome: 'read' as const,
        status: 200,
        html: false,
        contentType: 'application/xml',
        index: false,
        count: 12,
        hosts: [{ host: 'acme.io', count: 12 }],
        plain: 0,
        broken: 0,
        sample: [page('/'), page('/a'), page('/b'), page('/c'), page('/d')],
        ...change,
      },
    ],
  },
})

cases(check, {
  'list of own pages': { given: given(), verdict: 'pass', codes: ['ok'] },
  'index with a first list': { given: given({ index: true }), verdict: 'pass' },
  'no list': { given: given({ outcome: 'other', status: 404, count: 0 }), verdict: 'warn', codes: ['missing'] },
  'page instead of a list': {
    given: given({ outcome: 'other', html: true, count: 0 }),
    verdict: 'warn',
    codes: ['page'],
  },
  'addresses of staging': {
    given: given({ hosts: [{ host: 'staging.acme.io', count: 12 }] }),
    verdict: 'warn',
    codes: ['host'],
    says: ['staging.acme.io'],
  },
  'addresses over http': { given: given({ plain: 3 }), verdict: 'warn', codes: ['plain'] },
  'relative addresses': { given: given({ broken: 1 }), verdict: 'warn', codes: ['broken'] },
  'two of five pages are gone': {
    given: given({ sample: [page('/'), page('/a', 404), page('/b', 301), page('/c'), page('/d')] }),
    verdict: 'warn',
    codes: ['gone'],
    says: ['2 of 5'],
  },
  'one of five pages is gone': {
    given: given({ sample: [page('/'), page('/a', 404), page('/b'), page('/c'), page('/d')] }),
    verdict: 'pass',
  },
  'empty list': { given: given({ count: 0, sample: [], hosts: [] }), verdict: 'warn', codes: ['empty'] },
  'robots.txt names a list elsewhere': {
    given: given({ outcome: 'foreign', url: 'https://acme-1.vercel.app/sitemap.xml', count: 0, hosts: [] }),
    verdict: 'warn',
    codes: ['foreign'],
    says: ['acme-1.vercel.app'],
  },
  'compressed list': { given: given({ outcome: 'packed' }), verdict: 'unknown', codes: ['packed'] },
  'application without public pages': {
    given: given({ host: 'app.acme.io', outcome: 'other', status: 404 }),
    target: { ...bareTarget('acme.io'), hosts: [{ name: 'app.acme.io', role: 'app' }] },
    verdict: 'not-applicable',
    codes: ['app'],
  },
  'private product': {
    given: given(),
    target: { ...bareTarget('acme.io'), profile: { publicSite: false } },
    verdict: 'not-applicable',
    codes: ['private'],
  },
  'refused as a bot': { given: given({ outcome: 'wall', status: 403 }), verdict: 'unknown', codes: ['unseen'] },
  'no answer': { given: given({ outcome: 'failed', status: null }), verdict: 'unknown' },
  'a page of the sample gave no answer': {
    given: given({ sample: [page('/'), page('/a', null, 'failed')] }),
    verdict: 'unknown',
  },
  'our time was up': { given: given({ outcome: 'not-looked', status: null }), verdict: 'unknown' },
  'no site': { given: { sitemap: { maps: [] } }, verdict: 'not-applicable', codes: ['none'] },
  'evidence timed out': { given: { sitemap: timedOut() }, verdict: 'unknown' },
})
