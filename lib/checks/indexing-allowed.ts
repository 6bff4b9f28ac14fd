import type { Exhibit, Finding, Fix } from '../engine/finding'
import type { Immutable } from '../engine/immutable'
import { host as hostSubject, project, url as urlSubject } from '../engine/subject'
import { webHeads } from '../evidence/web-heads'
import { type RobotsFile, webRobots } from '../evidence/web-robots'
import { defineCheck } from './shared/define'
import { type Head, headExhibit, headValues, isShown, unseenHead } from './shared/head-look'
import { mayCrawl } from './shared/robots-rules'

type Robots = Immutable<RobotsFile>

/** What tells search engines to leave a page out, or null; rules for single other crawlers do not count. */
function noindexOf(head: Head): string | null {
  for (const value of headValues(head, 'x-robots-tag')) {
    const named = /^\s*([a-z][\w-]*)\s*:(?!\s*\d)/i.exec(value)
    const agent = named?.[1]?.toLowerCase()
    const forAll = agent === undefined || agent === 'googlebot' || /^(?:unavailable_after|max-)/.test(agent)
    if (forAll && /(?:^|[,:\s])(?:noindex|none)(?:[,\s]|$)/i.test(value)) return `X-Robots-Tag: ${value}`
  }
  const meta = head.facts?.robots.find(([, content = '']) => /(?:^|[,\s])(?:noindex|none)(?:[,\s]|$)/i.test(content))
  return meta === undefined ? null : `<meta name="${meta[0]}" content="${meta[1]}">`
}

/** Paths without which a crawler sees the page as bare text. */
const PARTS = ['/_next/static/app.js', '/_next/static/app.css', '/assets/index.js', '/assets/index.css']

function blockedPart(robots: Robots): string | null {
  return PARTS.find((path) => !mayCrawl(robots, 'googlebot', path)) ?? null
}

function rulesExhibit({ url, rules }: Robots): Exhibit {
  return {
    kind: 'table',
    title: `Rules of ${url}`,
    columns: ['Crawler', 'Rule', 'Path'],
    rows: rules.slice(0, 20).map(({ agent, allow, path }) => [agent, allow ? 'Allow' : 'Disallow', path]),
  }
}

function robotsFix(host: string): Fix {
  return {
    effort: 'S',
    steps: [`Serve this at https://${host}/robots.txt and keep it out of the settings of your test environment.`],
    snippet: {
      lang: 'text',
      file: 'robots.txt',
      code: `User-agent: *\nAllow: /\nSitemap: https://${host}/sitemap.xml`,
    },
    variants: [
      {
        provider: 'Next.js',
        steps: ['Put this into app/robots.ts and deploy.'],
        snippet: {
          lang: 'ts',
          file: 'app/robots.ts',
          code: `export default function robots() {\n  return { rules: { userAgent: '*', allow: '/' }, sitemap: 'https://${host}/sitemap.xml' }\n}`,
        },
      },
      {
        provider: 'Cloudflare',
        steps: [
          'Open Security, Settings (or AI Crawl Control) and check that no managed robots.txt adds rules of its own.',
        ],
      },
      { provider: 'WordPress', steps: ['Open Settings, Reading and untick "Discourage search engines".'] },
    ],
  }
}

function indexFix(host: string, sign: string): Fix {
  return {
    effort: 'S',
    steps: [
      `Remove this from the production pages of ${host}: ${sign}`,
      'It often comes from a setting made for a test environment: keep it there.',
    ],
    variants: [
      {
        provider: 'Next.js',
        steps: ['Allow indexing in the metadata of the root layout.'],
        snippet: {
          lang: 'ts',
          file: 'app/layout.tsx',
          code: 'export const metadata = { robots: { index: true, follow: true } }',
        },
      },
      {
        provider: 'Vercel',
        steps: [
          'Only preview addresses get noindex: check that the production domain belongs to the production deployment.',
        ],
      },
      { provider: 'WordPress', steps: ['Open Settings, Reading and untick "Discourage search engines".'] },
    ],
  }
}

const messages = {
  ok: 'Search engines may show {host}',
  noindex: 'Search engines leave {url} out: it asks them to',
  disallow: 'Search engines may not read {host}: robots.txt forbids everything',
  parts: 'Search engines see {host} without its style or scripts: robots.txt forbids {path}',
  html: 'Search engines cannot read robots.txt of {host}: it answers with a page',
  error: 'Search engines may stop visiting {host}: robots.txt answers {status}',
  exposed: 'Search engines may show {host}, which is meant to be private',
  hidden: 'Search engines leave the private site {host} out',
  unseen: 'We could not see what {host} tells search engines: {reason}',
  none: 'No host of the project serves a page of its own',
} as const

export default defineCheck({
  id: 'indexing-allowed',
  version: 1,
  kind: 'automatic',
  title: 'Search engines may show your site',
  impact: 'high',
  why: 'A forgotten setting of the test phase keeps the whole product out of every search result.',
  covers: { 'app-loads-on-correct-host': 'supporting' },
  dependsOn: ['domain-resolves', 'https-reachable', 'canonical-host', 'critical-urls-up'],
  needs: { heads: webHeads, robots: webRobots },
  messages,
  sources: [
    { label: 'RFC 9309 section 2.3.1', url: 'https://www.rfc-editor.org/rfc/rfc9309#section-2.3.1' },
    {
      label: 'Google, block indexing',
      url: 'https://developers.google.com/search/docs/crawling-indexing/block-indexing',
    },
  ],
  judge({ heads, robots }, say, { target }) {
    const [file] = robots.files
    if (file === undefined) return say.notApplicable('none', {}, { subject: project() })
    const { host } = file
    const at = { subject: hostSubject(host), refs: ['web.robots#/files/0'] }
    const pages = heads.pages
      .map((head, index) => ({ head, index }))
      .filter(({ head }) => head.host === host && (head.purpose === 'homepage' || head.purpose === 'linked'))
    const shown = pages.filter(({ head }) => isShown(head))
    const [home] = pages
    if (file.outcome === 'wall')
      return say.unknown('unseen', { host, reason: 'bot protection refused our checker' }, at)
    if (home !== undefined && shown.length === 0)
      return say.unknown('unseen', { host, reason: unseenHead(home.head) }, at)
    if (shown.length === 0) return say.notApplicable('none', {}, at)
    if (file.outcome !== 'answer') return say.unknown('unseen', { host, reason: 'robots.txt gave no answer' }, at)

    // An inner page may be left out on purpose; the home page and a whole site may not.
    const hiddenHome = shown
      .filter(({ head }) => head.purpose === 'homepage')
      .find(({ head }) => noindexOf(head) !== null)
    const closed = !mayCrawl(file, '*', '/') || !mayCrawl(file, 'googlebot', '/')
    if (target.profile.publicSite === false) {
      const fix: Fix = {
        effort: 'S',
        steps: [`Send "X-Robots-Tag: noindex" with every answer of ${host}.`],
        snippet: { lang: 'nginx', code: 'add_header X-Robots-Tag "noindex" always;' },
      }
      return hiddenHome !== undefined || closed
        ? say.pass('hidden', { host }, at)
        : say.warn('exposed', { host }, { ...at, impact: 'medium', fix })
    }
    // A host that is only the app has nothing for search engines to show.
    const onlyApp = home?.head.roles.every((role) => role === 'app') === true && home.head.roles.length > 0
    if (onlyApp && (hiddenHome !== undefined || closed)) return say.pass('hidden', { host }, at)
    const findings: Finding[] = []
    if (hiddenHome !== undefined) {
      const { head, index } = hiddenHome
      const place = {
        subject: urlSubject(head.url),
        refs: [`web.heads#/pages/${index}`],
        exhibits: [
          headExhibit(head, ['x-robots-tag']),
          { kind: 'text' as const, title: 'What asks for it', text: noindexOf(head) ?? '' },
        ],
      }
      findings.push(say.fail('noindex', { url: head.url }, { ...place, fix: indexFix(host, noindexOf(head) ?? '') }))
    }
    const ruled = { ...at, exhibits: [rulesExhibit(file)], fix: robotsFix(host) }
    const part = blockedPart(file)
    if (closed) findings.push(say.fail('disallow', { host }, ruled))
    else if (file.html && file.status === 200) findings.push(say.warn('html', { host }, { ...ruled, impact: 'low' }))
    else if (file.status !== null && file.status >= 500)
      findings.push(say.warn('error', { host, status: file.status }, { ...ruled, impact: 'medium' }))
    else if (part !== null) findings.push(say.warn('parts', { host, path: part }, { ...ruled, impact: 'medium' }))
    return findings.length > 0 ? findings : say.pass('ok', { host }, at)
  },
})
