import type { Exhibit, Finding, Fix } from '../engine/finding'
import type { Immutable } from '../engine/immutable'
import type { At, Say } from '../engine/say'
import { host as hostSubject, project, url } from '../engine/subject'
import { type HealthRow, webHealth } from '../evidence/web-health'
import { browserLifetime, cacheHit } from './shared/cache-control'
import { defineCheck } from './shared/define'
import { isHealthUrl } from './shared/health-answer'
import { failureWords } from './shared/web-look'

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

function isCached(row: Row): boolean {
  return cacheHit(row.cache) !== undefined || (browserLifetime(row.cache) ?? 0) > 0
}

const messages = {
  ok: '{url} answers machines quickly',
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
} as const

type Judging = { row: Row; index: number; say: Say<typeof messages> }

function placeOf({ row, index }: Judging): At {
  return { subject: url(row.url), refs: [`web.health#/urls/${index}`], exhibits: [exhibitOf(row)] }
}

function sayBroken(judging: Judging, status: number): Finding | undefined {
  const { row, say } = judging
  const link = row.url
  const about = (...steps: string[]): At => ({ ...placeOf(judging), fix: fixFor(steps) })
  if (row.leaks.includes('secrets')) {
    const names = row.names.length > 0 ? ` (${row.names.join(', ')})` : ''
    const at = about(
      `Remove all settings from the answer of ${link}.`,
      `Replace the values that were readable${names}.`,
    )
    return say.fail('secrets', { url: link }, at)
  }
  if (status >= 300 && status < 400) {
    const at = about(`Let ${link} answer without a login: add it to the public paths of your middleware.`)
    return say.fail('login', { url: link }, at)
  }
  // 204 says the same without a body (RFC 9110 section 15.3.5).
  if (status !== 200 && status !== 204) {
    const at = about(`Open ${link} and repair what it reports, or correct the URL in the project settings.`)
    return say.fail('down', { url: link, status }, at)
  }
  if (!row.html && !row.sameAsCanary) return undefined
  const at = about(`Make ${link} a route of its own that checks the database and answers JSON.`)
  return say.fail('page', { url: link }, at)
}

function judgeUrl(judging: Judging): Finding {
  const { row, say } = judging
  const link = row.url
  const at = placeOf(judging)
  if (row.outcome === 'wall') return say.unknown('wall', { host: row.host }, at)
  if (row.outcome !== 'answer' || row.status === null)
    return say.unknown('failed', { url: link, reason: failureWords(row.error) }, at)
  const broken = sayBroken(judging, row.status)
  if (broken !== undefined) return broken
  const about = (...steps: string[]): At => ({ ...at, fix: fixFor(steps) })
  if (isCached(row)) {
    const cached = about(`Send "Cache-Control: no-store" with ${link} and exclude it from the CDN cache.`)
    return say.warn('cached', { url: link }, cached)
  }
  if (row.leaks.length > 0) {
    const what = row.leaks.join(', ')
    const talks = about(`Answer strangers with the state only; keep ${what} for signed-in people.`)
    return say.warn('talks', { url: link, what }, { ...talks, impact: 'low' })
  }
  if (row.ms > SLOW_MS) {
    const slow = about(`Let ${link} check one cheap query with a limit of one second.`)
    return say.warn('slow', { url: link, ms: row.ms }, { ...slow, impact: 'low' })
  }
  return say.pass('ok', { url: link }, at)
}

function judgeHost(host: string, rows: readonly { row: Row; index: number }[], say: Say<typeof messages>): Finding {
  const found = rows.find(({ row }) => isHealthUrl(row))
  if (found) return judgeUrl({ ...found, say })
  const at = { subject: hostSubject(host), refs: rows.map(({ index }) => `web.health#/urls/${index}`) }
  if (rows.some(({ row }) => row.outcome === 'wall')) return say.unknown('wall', { host }, at)
  const silent = rows.find(({ row }) => row.outcome !== 'answer')?.row
  if (silent) return say.unknown('failed', { url: silent.url, reason: failureWords(silent.error) }, at)
  const steps = [
    `Add a route like /api/health to ${host} that checks the database and answers within a second.`,
    'Watch it every minute, and enter it in the project settings.',
  ]
  return say.warn('missing', { host }, { ...at, fix: fixFor(steps) })
}

export default defineCheck({
  id: 'health-endpoint',
  version: 3,
  kind: 'automatic',
  title: 'A health URL tells machines how the app is doing',
  impact: 'medium',
  why: 'Monitoring that only watches the homepage does not notice a dead database.',
  covers: { 'health-endpoint-meaningful': 'required' },
  dependsOn: ['domain-resolves', 'https-reachable'],
  needs: { health: webHealth },
  messages,
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
    const rows = health.urls.map((row, index) => ({ row, index }))
    const declared = rows.filter(({ row }) => row.declared)
    return [
      ...declared.map((row) => judgeUrl({ ...row, say })),
      ...health.hosts.map((host) =>
        judgeHost(
          host,
          rows.filter(({ row }) => row.host === host && !row.declared),
          say,
        ),
      ),
    ]
  },
})
