import type { Exhibit, Finding, Fix } from '../engine/finding'
import type { Immutable } from '../engine/immutable'
import { outcomeOf } from '../engine/need'
import { host as hostSubject, project } from '../engine/subject'
import { webEntry } from '../evidence/web-entry'
import { type ErrorAnswer, type ErrorHost, webErrors } from '../evidence/web-errors'
import { readCacheControl } from './shared/cache-control'
import { defineCheck } from './shared/define'

type Host = Immutable<ErrorHost>
type Answer = Immutable<ErrorAnswer>

const HOUR_S = 3600
const BLANK = 3

/** Hosts with pages for people; data, files and tests have none. */
function hasPages({ roles, state }: Host): boolean {
  const side = roles.some((role) => ['api', 'assets', 'mail', 'staging'].includes(role)) && !roles.includes('app')
  return !side && state !== 'redirects'
}

function isOnlyApp({ roles }: Host): boolean {
  return roles.length > 0 && roles.every((role) => role === 'app')
}

function exhibitOf({ origin }: Host, answer: Answer): Exhibit {
  const headers: [string, string][] = [
    ['content-type', answer.contentType],
    ['location', answer.location],
    ['cache-control', answer.cacheControl],
  ]
  return {
    kind: 'http',
    title: 'Answer for a page that nobody ever made',
    request: { method: 'GET', url: `${origin}${answer.path}` },
    ...(answer.status === null ? {} : { status: answer.status }),
    headers: headers.filter(([, value]) => value !== ''),
    note: `${answer.textLength} characters to read, ${answer.linksHome ? 'a' : 'no'} link to the start page`,
  }
}

/** How long caches may keep the answer, seconds. */
function keptSeconds({ cacheControl }: Answer): number {
  const directives = readCacheControl([cacheControl])
  if (directives.has('no-store') || directives.has('no-cache')) return 0
  const ages = [directives.get('max-age'), directives.get('s-maxage')]
  return Math.max(0, ...ages.filter((age) => typeof age === 'number'))
}

function fixFor({ host }: Host): Fix {
  return {
    effort: 'S',
    steps: [
      `Answer every address of ${host} that has no page with status 404 and a short page.`,
      `Put a link to https://${host}/ on it.`,
      'Let caches keep it for a few minutes at most, so that pages made later appear.',
    ],
    snippet: {
      lang: 'html',
      file: '404.html',
      code: `<!doctype html>\n<html lang="en">\n<title>Page not found</title>\n<h1>This page does not exist</h1>\n<p><a href="/">Back to ${host}</a></p>\n</html>`,
    },
    variants: [
      {
        provider: 'Next.js',
        steps: ['Add this file and call notFound() where a record does not exist.'],
        snippet: {
          lang: 'tsx',
          file: 'app/not-found.tsx',
          code: 'import Link from \'next/link\'\n\nexport default function NotFound() {\n  return (\n    <main>\n      <h1>This page does not exist</h1>\n      <Link href="/">Back to the start</Link>\n    </main>\n  )\n}',
        },
      },
      {
        provider: 'Netlify, Cloudflare Pages, GitHub Pages',
        steps: [
          'Publish a file 404.html beside index.html and remove the rule that rewrites every path to index.html.',
        ],
      },
      {
        provider: 'nginx',
        steps: ['Name the page in the server block and end try_files with =404.'],
        snippet: { lang: 'nginx', file: 'server block', code: 'error_page 404 /404.html;\ntry_files $uri $uri/ =404;' },
      },
      {
        provider: 'Express',
        steps: ['End the routes with this.'],
        snippet: {
          lang: 'ts',
          code: "app.use((request, response) => response.status(404).sendFile('404.html', { root: 'public' }))",
        },
      },
    ],
  }
}

const NOT_SEEN = {
  unreachable: 'it gave no answer',
  'not-looked': 'we could not look',
  wall: 'bot protection refused our checker',
  ok: 'the answer was lost',
  redirects: 'it sends everybody elsewhere',
} as const

/** Answers given before anybody looks for the page. */
const BARRIERS: Readonly<Record<number, string>> = {
  401: 'it asks for a login first',
  429: 'it answers only so many questions at a time',
}

const messages = {
  ok: '{host} says so when a page does not exist, and shows the way back',
  soft: 'Dead links on {host} look alive: it answers {status} for pages that do not exist',
  home: '{host} sends visitors of dead links to {place} without a word',
  bare: 'Visitors of a dead link on {host} see a bare message and no way back',
  other: '{host} answers {status} for pages that do not exist, where 404 is meant',
  blank: 'Visitors of a dead link on {host} see an empty page',
  cached: '{host} lets caches keep "not found" for {hours:hour|hours}, so new pages stay hidden',
  broken: 'Visitors of a dead link on {host} see an error of the server ({status})',
  shell: '{host} is an application that answers every address itself',
  unseen: 'We could not see what {host} answers for a dead link: {reason}',
  none: 'The project has no site with pages to read',
} as const

function isHome({ host }: Host, location: string): boolean {
  const target = URL.parse(location)
  return target?.hostname.endsWith(host.replace(/^www\./, '')) === true && target.pathname === '/'
}

/** Whether plain http only sends visitors to the same address over https. */
function isUpgrade({ origin }: Host, { path, location }: Answer): boolean {
  const asked = URL.parse(path, origin)
  const target = URL.parse(location)
  if (asked === null || target === null || asked.protocol !== 'http:' || target.protocol !== 'https:') return false
  return asked.pathname === target.pathname
}

export default defineCheck({
  id: 'not-found-page',
  version: 3,
  kind: 'automatic',
  title: 'People who follow a dead link are told so',
  impact: 'low',
  why: 'Where dead links look alive, visitors get lost, statistics count nonsense and search engines index it.',
  covers: {},
  dependsOn: ['domain-resolves', 'https-reachable', 'critical-urls-up'],
  needs: { errors: webErrors, entry: outcomeOf(webEntry) },
  messages,
  sources: [{ label: 'RFC 9110 section 15.5.5 (404)', url: 'https://www.rfc-editor.org/rfc/rfc9110#section-15.5.5' }],
  judge({ errors, entry }, say) {
    const rows = entry.status === 'ok' ? entry.value.hosts : []
    const findings = errors.hosts.flatMap((row, index): Finding[] => {
      if (!hasPages(row)) return []
      const { host, state } = row
      const place = row.answers.findIndex(({ shape }) => shape === 'page')
      const answer = row.answers[place]
      const at = { subject: hostSubject(host), refs: [`web.errors#/hosts/${index}`] }
      if (answer === undefined || answer.outcome !== 'answer' || answer.status === null)
        return [say.unknown('unseen', { host, reason: NOT_SEEN[answer?.outcome === 'wall' ? 'wall' : state] }, at)]
      const { status, location, textLength, linksHome } = answer
      const seen = {
        subject: at.subject,
        refs: [`web.errors#/hosts/${index}/answers/${place}`],
        exhibits: [exhibitOf(row, answer)],
      }
      const weak = { ...seen, fix: fixFor(row) }
      // A host that fails as a whole is another finding.
      const first = rows.find((one) => one.host === host)
      const home = (first?.https ?? first?.http)?.hops.at(-1)?.status ?? 200
      if (status >= 500 && home >= 500)
        return [say.unknown('unseen', { host, reason: `its first page answers ${home}` }, at)]
      // One address that fails beside others that do not is an outage, not the answer to dead links.
      const rest = row.answers.filter((one) => one !== answer && one.status !== null)
      if (status >= 500 && rest.some((one) => (one.status ?? 0) < 500))
        return [say.unknown('unseen', { host, reason: `it answers ${status} now and then` }, at)]
      if (status >= 500) return [say.fail('broken', { host, status }, weak)]
      if (status >= 300 && status < 400 && isUpgrade(row, answer))
        return [say.unknown('unseen', { host, reason: 'it leads to https, which gave no answer' }, at)]
      if (status >= 300 && status < 400)
        return [
          say.warn('home', { host, place: isHome(row, location) ? 'the start page' : location || 'nowhere' }, weak),
        ]
      if (status < 300 && isOnlyApp(row)) return [say.notApplicable('shell', { host }, seen)]
      if (status < 300) return [say.warn('soft', { host, status }, weak)]
      const barrier = BARRIERS[status]
      if (barrier !== undefined) return [say.unknown('unseen', { host, reason: barrier }, seen)]
      const kept = keptSeconds(answer)
      if (kept > HOUR_S) return [say.warn('cached', { host, hours: Math.round(kept / HOUR_S) }, weak)]
      if (textLength < BLANK) return [say.warn('blank', { host }, weak)]
      // Applications show their own page after the script has run, so a bare shell says nothing.
      const told = linksHome || answer.shell || isOnlyApp(row)
      if (!told) return [say.warn('bare', { host }, weak)]
      const isSaid = status === 404 || status === 410
      return isSaid ? [say.pass('ok', { host }, seen)] : [say.warn('other', { host, status }, weak)]
    })
    return findings.length > 0 ? findings : say.notApplicable('none', {}, { subject: project() })
  },
})
