import { targetSchema } from '../engine/target'
import type { RobotsFile } from '../evidence/web-robots'
import check from './indexing-allowed'
import { cases, timedOut } from './shared/cases'
import { headFacts, headOf, headsOf } from './shared/heads-given'
import { parseRobots } from './shared/robots-rules'

const robots = (text: string, change: Partial<RobotsFile> = {}) => ({
  files: [
    {
      url: 'https://acme.io/robots.txt',
      host: 'acme.io',
      outcome: 'answer' as const,
      status: 200,
      html: false,
      ...parseRobots(text),
      ...change,
    },
  ],
})
const home = headsOf(headOf())
const saying = (text: string, change: Partial<RobotsFile> = {}) => ({ heads: home, robots: robots(text, change) })
const tagged = (value: string) => ({ heads: headsOf(headOf([['X-Robots-Tag', value]])), robots: robots('') })
const hidden = targetSchema.parse({
  domain: 'acme.io',
  hosts: [],
  urls: [],
  sending: [],
  profile: { publicSite: false },
})

cases(check, {
  'no robots.txt': { given: saying('', { status: 404 }), verdict: 'pass', codes: ['ok'] },
  'empty rule': { given: saying('User-agent: *\nDisallow:\nSitemap: https://acme.io/sitemap.xml'), verdict: 'pass' },
  'everything forbidden': { given: saying('User-agent: *\nDisallow: /'), verdict: 'fail', codes: ['disallow'] },
  'only another crawler': { given: saying('User-agent: GPTBot\nDisallow: /'), verdict: 'pass' },
  'Google alone is locked out': { given: saying('User-agent: Googlebot\nDisallow: /'), verdict: 'fail' },
  'header noindex': { given: tagged('noindex, nofollow'), verdict: 'fail', codes: ['noindex'] },
  'header noindex for another crawler': { given: tagged('otherbot: noindex'), verdict: 'pass' },
  'header without noindex': { given: tagged('max-image-preview:large'), verdict: 'pass' },
  'meta noindex': {
    given: {
      heads: headsOf(headOf([], { facts: headFacts({ robots: [['robots', 'NOINDEX']] }) })),
      robots: robots(''),
    },
    verdict: 'fail',
  },
  'noindex on an inner page only': {
    given: {
      heads: headsOf(
        headOf(),
        headOf([['X-Robots-Tag', 'noindex']], { url: 'https://acme.io/thanks', purpose: 'linked' }),
      ),
      robots: robots(''),
    },
    verdict: 'pass',
  },
  'robots.txt is a page': { given: saying('', { html: true }), verdict: 'warn', codes: ['html'] },
  'robots.txt answers 503': { given: saying('', { status: 503 }), verdict: 'warn', codes: ['error'] },
  'scripts are forbidden': { given: saying('User-agent: *\nDisallow: /_next/'), verdict: 'warn', codes: ['parts'] },
  'style sheets are forbidden': { given: saying('User-agent: *\nDisallow: /*.css$'), verdict: 'warn' },
  'private product that can be found': {
    target: hidden,
    given: saying('Sitemap: https://acme.io/s.xml'),
    verdict: 'warn',
    codes: ['exposed'],
  },
  'private product that is left out': { target: hidden, given: tagged('noindex'), verdict: 'pass', codes: ['hidden'] },
  'app behind a login that asks to be left out': {
    given: { heads: headsOf(headOf([['X-Robots-Tag', 'noindex']], { roles: ['app'] })), robots: robots('') },
    verdict: 'pass',
    codes: ['hidden'],
  },
  'site that answers data only': { given: { heads: headsOf(), robots: robots('') }, verdict: 'not-applicable' },
  'no site': { given: { heads: headsOf(), robots: { files: [] } }, verdict: 'not-applicable', codes: ['none'] },
  'refused as a bot': {
    given: {
      heads: headsOf(headOf([], { outcome: 'wall', status: 403 })),
      robots: robots('', { outcome: 'wall', status: 403 }),
    },
    verdict: 'unknown',
    codes: ['unseen'],
  },
  'robots.txt not looked at': { given: saying('', { outcome: 'not-looked', status: null }), verdict: 'unknown' },
  'evidence timed out': { given: { heads: home, robots: timedOut() }, verdict: 'unknown' },
})
