import type { Exhibit, Fix } from '../engine/finding'
import type { Immutable } from '../engine/immutable'
import { host as hostSubject, project, url } from '../engine/subject'
import { type HealthRow, webHealth } from '../evidence/web-health'
import { browserLifetime, cacheHit } from './shared/cache-control'
import { defineCheck } from './shared/define'

type Row = Immutable<HealthRow>

const SLOW_MS = 1000

const ROUTE = `import { database } from '@/lib/database'

export const dynamic = 'force-dynamic'

export async function GET() {
  const late = new Promise<never>((_, reject) => setTimeout(() => reject(new Error('late')), 1000))
  const headers = { 'Cache-Control': 'no-store' }
  try {
    await Promise.race([database.query('select 1'), late])
    return Response.json({ status: 'ok' }, { headers })
  } catch {
    return Response.json({ status: 'down' }, { status: 503, headers })
  }
}`

function fixFor(steps: string[]): Fix {
  return { effort: 'S', steps, snippet: { lang: 'ts', file: 'app/api/health/route.ts', code: ROUTE } }
}

function exhibitOf(row: Row): Exhibit {
  const headers: [string, string][] = [
    ['content-type', row.contentType],
    ['location', row.location],
    ['cache-control', row.cache.cacheControl.join(', ')],
    ['age', row.cache.age],
    ...row.cache.status.map((status): [string, string] => [status[0] ?? '', status[1] ?? '']),
  ]
  return {
    kind: 'http',
    title: 'Answer of the health URL',
    request: { method: 'GET', url: row.url },
    ...(row.status === null ? {} : { status: row.status }),
    headers: headers.filter(([, value]) => value !== ''),
    note: `Answered in ${row.ms} ms.${row.names.length > 0 ? ` Prints the variables ${row.names.join(', ')}.` : ''}`,
  }
}

/** A machine-readable answer of a health URL, not a page that any path gets. */
function isFound(row: Row): boolean {
  return row.outcome === 'answer' && !row.html && !row.sameAsCanary && row.healthy
}

function isCached(row: Row): boolean {
  return cacheHit(row.cache) !== undefined || (browserLifetime(row.cache) ?? 0) > 0
}

export default defineCheck({
  id: 'health-endpoint',
  version: 1,
  kind: 'automatic',
  title: 'A health URL tells machines how the app is doing',
  impact: 'medium',
  why: 'Monitoring that only watches the homepage does not notice a dead database.',
  covers: { 'health-endpoint-meaningful': 'required' },
  dependsOn: ['domain-resolves', 'https-reachable'],
  needs: { health: webHealth },
  messages: {
    ok: '{url} answers machines in {ms} ms',
    down: '{url} answers {status}, so the app is down or the URL is wrong',
    login: '{url} sends monitoring to a login page',
    page: '{url} answers with a page any path gets, so it says nothing',
    secrets: 'Anyone can read settings of your server at {url}',
    cached: '{url} comes from a cache, so it may say "fine" about a dead app',
    slow: '{url} takes {ms} ms to answer',
    talks: '{url} tells strangers about your {what}',
    missing: 'No health URL on {host}: an outage behind the homepage stays unseen',
    wall: '{host} refused our checker, so we could not see its health URL',
    failed: '{url} gave no answer: {reason}',
    unseen: 'No app or API host answered, so we could not look for a health URL',
    static: 'The project has no app or API host and no login, so there is nothing behind its pages',
  },
  sources: [
    { label: 'RFC 9111 section 5.2.2.5 (no-store)', url: 'https://www.rfc-editor.org/rfc/rfc9111#section-5.2.2.5' },
    {
      label: 'Health check response format for HTTP APIs (expired draft)',
      url: 'https://datatracker.ietf.org/doc/draft-inadarei-api-health-check/',
    },
  ],
  judge({ health }, say) {
    if (health.urls.length === 0) {
      const at = { subject: project() }
      return health.dynamic ? say.unknown('unseen', {}, at) : say.notApplicable('static', {}, at)
    }
    const judgeUrl = (row: Row, index: number) => {
      const link = row.url
      const at = { subject: url(link), refs: [`web.health#/urls/${index}`], exhibits: [exhibitOf(row)] }
      const { status, ms } = row
      if (row.outcome === 'wall') return say.unknown('wall', { host: row.host }, at)
      if (row.outcome !== 'answer' || status === null)
        return say.unknown('failed', { url: link, reason: row.error?.code ?? 'our time was up' }, at)
      if (row.leaks.includes('secrets')) {
        const names = row.names.length > 0 ? ` (${row.names.join(', ')})` : ''
        const steps = [
          `Remove all settings from the answer of ${link}.`,
          `Replace the values that were readable${names}.`,
        ]
        return say.fail('secrets', { url: link }, { ...at, fix: fixFor(steps) })
      }
      if (status >= 300 && status < 400) {
        const steps = [`Let ${link} answer without a login: add it to the public paths of your middleware.`]
        return say.fail('login', { url: link }, { ...at, fix: fixFor(steps) })
      }
      if (status !== 200) {
        const steps = [`Open ${link} and repair what it reports, or correct the URL in the project settings.`]
        return say.fail('down', { url: link, status }, { ...at, fix: fixFor(steps) })
      }
      if (row.html || row.sameAsCanary) {
        const steps = [`Make ${link} a route of its own that checks the database and answers JSON.`]
        return say.fail('page', { url: link }, { ...at, fix: fixFor(steps) })
      }
      if (isCached(row)) {
        const steps = [`Send "Cache-Control: no-store" with ${link} and exclude it from the CDN cache.`]
        return say.warn('cached', { url: link }, { ...at, fix: fixFor(steps) })
      }
      if (row.leaks.length > 0) {
        const steps = [`Answer strangers with the state only; keep ${row.leaks.join(', ')} for signed-in people.`]
        return say.warn(
          'talks',
          { url: link, what: row.leaks.join(', ') },
          { ...at, impact: 'low', fix: fixFor(steps) },
        )
      }
      if (ms > SLOW_MS) {
        const steps = [`Let ${link} check one cheap query with a limit of one second.`]
        return say.warn('slow', { url: link, ms }, { ...at, impact: 'low', fix: fixFor(steps) })
      }
      return say.pass('ok', { url: link, ms }, at)
    }
    const rows = health.urls.map((row, index) => ({ row, index }))
    const declared = rows.filter(({ row }) => row.declared).map(({ row, index }) => judgeUrl(row, index))
    const searched = health.hosts.map((host) => {
      const ofHost = rows.filter(({ row }) => row.host === host && !row.declared)
      const found = ofHost.find(({ row }) => isFound(row) && row.status !== 404)
      if (found) return judgeUrl(found.row, found.index)
      const at = { subject: hostSubject(host), refs: ofHost.map(({ index }) => `web.health#/urls/${index}`) }
      if (ofHost.some(({ row }) => row.outcome === 'wall')) return say.unknown('wall', { host }, at)
      const silent = ofHost.find(({ row }) => row.outcome !== 'answer')
      if (silent)
        return say.unknown('failed', { url: silent.row.url, reason: silent.row.error?.code ?? 'our time was up' }, at)
      const steps = [
        `Add a route like /api/health to ${host} that checks the database and answers within a second.`,
        'Watch it every minute, and enter it in the project settings.',
      ]
      return say.warn('missing', { host }, { ...at, fix: fixFor(steps) })
    })
    return [...declared, ...searched]
  },
})
