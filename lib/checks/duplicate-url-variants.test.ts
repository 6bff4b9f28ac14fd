import type { UrlVariant, VariantPage } from '../evidence/web-variants'
import check from './duplicate-url-variants'
import { cases, timedOut } from './shared/cases'

const PAGE = 'https://acme.io/pricing'
const variant = (change: Partial<UrlVariant> = {}): UrlVariant => ({
  kind: 'slash',
  url: `${PAGE}/`,
  outcome: 'answer',
  status: 308,
  same: false,
  canonical: '',
  noindex: false,
  ...change,
})
const same = (change: Partial<UrlVariant> = {}) => variant({ status: 200, same: true, ...change })
const page = (variants: UrlVariant[], change: Partial<VariantPage> = {}): VariantPage => ({
  url: PAGE,
  host: 'acme.io',
  canonical: '',
  shell: false,
  variants,
  ...change,
})
const given = (one: VariantPage, unsteady = false) => ({ variants: { pages: [one], unsteady } })
const platform = { kind: 'host' as const, url: 'https://acme.vercel.app/' }

cases(check, {
  '/pricing 200, /pricing/ 308': { given: given(page([variant()])), verdict: 'pass', codes: ['ok'] },
  'both 200 with one canonical link': {
    given: given(page([same({ canonical: PAGE })], { canonical: PAGE })),
    verdict: 'pass',
  },
  'both 200 without a canonical link': { given: given(page([same()])), verdict: 'warn', codes: ['twice'] },
  'canonical link on one of them': {
    given: given(page([same()], { canonical: PAGE })),
    verdict: 'warn',
    codes: ['twice'],
  },
  'each names itself': {
    given: given(page([same({ canonical: `${PAGE}/` })], { canonical: PAGE })),
    verdict: 'warn',
  },
  'another page at the other spelling': { given: given(page([variant({ status: 200 })])), verdict: 'pass' },
  '/pricing/ 404': { given: given(page([variant({ status: 404 })])), verdict: 'warn', codes: ['slashMissing'] },
  '/index.html 404': {
    given: given(page([variant({ kind: 'index', url: 'https://acme.io/index.html', status: 404 })])),
    verdict: 'pass',
  },
  'upper case 404': {
    given: given(page([variant({ kind: 'case', url: 'https://acme.io/PRICING', status: 404 })])),
    verdict: 'pass',
  },
  '/pricing/ 500': { given: given(page([variant({ status: 500 })])), verdict: 'fail', codes: ['broken'] },
  '/pricing/ 503 on a host that fails now and then': {
    given: given(page([variant({ status: 503 })]), true),
    verdict: 'unknown',
    codes: ['unsteady'],
  },
  'address of the platform shows the same page': {
    given: given(page([same(platform)])),
    verdict: 'warn',
    codes: ['twice'],
    says: ['acme.vercel.app'],
  },
  'address of the platform is left out by search engines': {
    given: given(page([same({ ...platform, noindex: true })])),
    verdict: 'pass',
  },
  'one page for every address': {
    given: given(page([], { shell: true })),
    verdict: 'not-applicable',
    codes: ['shell'],
  },
  'refused as a bot': {
    given: given(page([variant({ outcome: 'wall', status: 403 })])),
    verdict: 'unknown',
    codes: ['wall'],
  },
  'no answer': {
    given: given(page([variant({ outcome: 'failed', status: null })])),
    verdict: 'unknown',
    codes: ['unseen'],
  },
  'our time was up': { given: { variants: timedOut() }, verdict: 'unknown' },
  'no page answers yet': {
    given: { variants: { pages: [], unsteady: false } },
    verdict: 'not-applicable',
    codes: ['none'],
  },
})
