import { expect, it } from 'vitest'
import { mayCrawl, parseRobots } from './robots-rules'

it.each<[string, string, string, boolean]>([
  ['everything allowed', 'User-agent: *\nDisallow:', '/', true],
  ['everything forbidden', 'User-agent: *\nDisallow: /', '/', false],
  ['byte order mark', '\uFEFFUser-agent: *\nDisallow: /', '/', false],
  ['longest match', 'User-agent: *\nDisallow: /\nAllow: /public', '/public/a', true],
  ['tie goes to Allow', 'User-agent: *\nDisallow: /a\nAllow: /a', '/a', true],
  ['end of the path', 'User-agent: *\nDisallow: /*.css$', '/a/b.css', false],
  ['end of the path, longer', 'User-agent: *\nDisallow: /*.css$', '/a/b.css?x', true],
  [
    'groups of one agent count together',
    'User-agent: *\nAllow: /a\n\nUser-agent: x\nDisallow: /\n\nUser-agent: *\nDisallow: /b',
    '/b',
    false,
  ],
  ['two agents of one group', 'User-agent: x\nUser-agent: *\nDisallow: /', '/', false],
  ['another crawler only', 'User-agent: GPTBot\nDisallow: /', '/', true],
  ['own group for Google', 'User-agent: *\nDisallow: /\nUser-agent: Googlebot\nAllow: /', '/', true],
  ['comment', 'User-agent: *\nDisallow: / # later', '/x', false],
])('%s', (_name, text, path, allowed) => {
  expect(mayCrawl(parseRobots(text), 'googlebot', path)).toBe(allowed)
})

it('keeps sitemaps', () => {
  expect(parseRobots('Sitemap: https://acme.io/sitemap.xml').sitemaps).toEqual(['https://acme.io/sitemap.xml'])
})
