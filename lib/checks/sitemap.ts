import type { Exhibit, Fix } from '../engine/finding'
import type { Immutable } from '../engine/immutable'
import { project, url as urlSubject } from '../engine/subject'
import type { Target } from '../engine/target'
import { type Sitemap, webSitemap } from '../evidence/web-sitemap'
import { defineCheck } from './shared/define'
import { webHostsOf } from './shared/web-hosts'

type Map = Immutable<Sitemap>

const MOST_MISSING = 0.2

function sampleExhibit({ url, sample }: Map): Exhibit {
  return {
    kind: 'table',
    title: `Some addresses of ${url}`,
    columns: ['Address', 'Answer'],
    rows: sample.map((page) => [page.url, page.status === null ? page.outcome : String(page.status)]),
  }
}

function hostsExhibit({ url, hosts, plain }: Map): Exhibit {
  return {
    kind: 'table',
    title: `Hosts in ${url}`,
    columns: ['Host', 'Addresses'],
    rows: [...hosts.map(({ host, count }) => [host, String(count)]), ['over http', String(plain)]],
  }
}

function fixFor(host: string): Fix {
  const origin = `https://${host}`
  return {
    effort: 'S',
    steps: [
      `Publish the list of your public pages at ${origin}/sitemap.xml, every address beginning with ${origin}/.`,
      `Name it in ${origin}/robots.txt with the line "Sitemap: ${origin}/sitemap.xml".`,
      'Leave out pages behind a login and pages that redirect.',
    ],
    snippet: {
      lang: 'xml',
      file: 'sitemap.xml',
      code: `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n  <url><loc>${origin}/</loc></url>\n</urlset>`,
    },
    variants: [
      {
        provider: 'Next.js',
        steps: ['Add this file and list your pages.'],
        snippet: {
          lang: 'ts',
          file: 'app/sitemap.ts',
          code: `import type { MetadataRoute } from 'next'\n\nexport default function sitemap(): MetadataRoute.Sitemap {\n  return [{ url: '${origin}/' }, { url: '${origin}/pricing' }]\n}`,
        },
      },
      {
        provider: 'Astro',
        steps: ['Run npx astro add sitemap and set site.'],
        snippet: { lang: 'ts', file: 'astro.config.mjs', code: `site: '${origin}',` },
      },
      { provider: 'WordPress', steps: [`WordPress writes ${origin}/wp-sitemap.xml: name that file in robots.txt.`] },
    ],
  }
}

/** Whether the site is only an app or data: search engines have nothing to list there. */
function isForApps(target: Target, host: string): boolean {
  const roles = webHostsOf(target).find((row) => row.host === host)?.roles ?? []
  return roles.length > 0 && roles.every((role) => role === 'app' || role === 'api')
}

function wrongHosts({ hosts, host }: Map): string[] {
  return hosts.map((row) => row.host).filter((name) => name !== host)
}

export default defineCheck({
  id: 'sitemap',
  version: 1,
  kind: 'automatic',
  title: 'Search engines get a right list of your pages',
  impact: 'low',
  why: 'Without a right list, search engines find new pages late or list addresses that do not work.',
  covers: {},
  dependsOn: ['domain-resolves', 'https-reachable', 'canonical-host'],
  when: ({ profile }) => (profile.publicSite === false ? 'private' : true),
  needs: { sitemap: webSitemap },
  messages: {
    ok: '{url} lists {count:page|pages} of {host}',
    packed: '{url} is compressed in a way we do not read',
    missing: '{host} has no list of its pages for search engines',
    page: '{url} answers with a web page instead of a list of pages',
    foreign: 'The list of pages of {host} points to {other}',
    host: '{url} lists addresses of {other} instead of {host}',
    plain: '{url} lists {count:address|addresses} over http instead of https',
    broken: '{url} lists {count:entry that is|entries that are} no full address',
    gone: 'Pages listed in {url} do not answer: {count} of {asked}',
    empty: '{url} lists no page',
    unseen: 'We could not read {url}: {reason}',
    app: '{host} is an application, which needs no list of pages',
    private: 'The product is private, so search engines need no list of its pages',
    none: 'No host of the project serves a page of its own',
  },
  sources: [{ label: 'sitemaps.org protocol', url: 'https://www.sitemaps.org/protocol.html' }],
  judge({ sitemap }, say, { target }) {
    const [map] = sitemap.maps
    if (map === undefined) return say.notApplicable('none', {}, { subject: project() })
    const { url, host, outcome } = map
    const at = { subject: urlSubject(url), refs: ['web.sitemap#/maps/0'] }
    if (isForApps(target, host)) return say.notApplicable('app', { host }, at)
    const weak = { ...at, fix: fixFor(host) }
    if (outcome === 'wall') return say.unknown('unseen', { url, reason: 'bot protection refused our checker' }, at)
    if (outcome === 'failed') return say.unknown('unseen', { url, reason: 'it gave no answer that counts' }, at)
    if (outcome === 'not-looked') return say.unknown('unseen', { url, reason: 'we could not look' }, at)
    if (outcome === 'packed') return say.unknown('packed', { url }, at)
    if (outcome === 'foreign')
      return say.warn('foreign', { host, other: map.hosts[0]?.host ?? URL.parse(url)?.hostname ?? url }, weak)
    if (outcome === 'other')
      return map.html && map.status === 200 ? say.warn('page', { url }, weak) : say.warn('missing', { host }, weak)
    if (map.count === 0) return say.warn('empty', { url }, weak)
    const seen = { ...weak, exhibits: [hostsExhibit(map), sampleExhibit(map)] }
    const [other] = wrongHosts(map)
    if (other !== undefined) return say.warn('host', { url, other, host }, seen)
    if (map.plain > 0) return say.warn('plain', { url, count: map.plain }, seen)
    if (map.broken > 0) return say.warn('broken', { url, count: map.broken }, seen)
    const asked = map.sample.filter((page) => page.outcome === 'own')
    const gone = asked.filter((page) => page.status !== 200)
    if (asked.length > 0 && gone.length > asked.length * MOST_MISSING)
      return say.warn('gone', { url, count: gone.length, asked: asked.length }, seen)
    if (asked.length < map.sample.length)
      return say.unknown(
        'unseen',
        { url, reason: 'some of its pages gave no answer that counts' },
        { ...at, exhibits: [sampleExhibit(map)] },
      )
    return say.pass('ok', { url, count: map.count, host }, { ...at, exhibits: [sampleExhibit(map)] })
  },
})
