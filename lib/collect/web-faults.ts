import { Absent } from '../engine/collector'
import type { Target } from '../engine/target'
import { webEntry } from '../evidence/web-entry'
import type { ErrorAnswer } from '../evidence/web-errors'
import { webFaults } from '../evidence/web-faults'
import type { FetchRequest, HttpProber } from '../net/http-types'
import { byDeadline } from './shared/by-deadline'
import { defineCollector } from './shared/define'
import { readErrorAnswer } from './shared/error-answer'
import { mainSites } from './shared/main-hosts'
import { isProven } from './shared/ports'
import { type ServedSite, servedSites } from './shared/served-site'

const MAX_BODY = 128 * 1024
const TOTAL_MS = 8000
const MAX_HOSTS = 4

/** Nothing in it can be understood, so nothing can come of it. */
const BROKEN_JSON = '{'

type Question = Pick<ErrorAnswer, 'method' | 'path' | 'shape'>

/** A byte that is no text and a parameter of an unexpected kind: harmless, and many programs stumble over them. */
const QUESTIONS: readonly Question[] = [
  { method: 'GET', path: '/%c0', shape: 'bytes' },
  { method: 'GET', path: '/?lr[]=%00', shape: 'parameter' },
]

async function ask(http: HttpProber, { origin }: ServedSite, question: Question, softDeadline: AbortSignal) {
  const request: FetchRequest = {
    url: `${origin}${question.path}`,
    maxBody: MAX_BODY,
    totalMs: TOTAL_MS,
    active: true,
    ...(question.method === 'POST'
      ? { method: 'POST', body: BROKEN_JSON, headers: { 'content-type': 'application/json' } }
      : {}),
  }
  const work = http.fetch(request).then((exchange) => readErrorAnswer(question, exchange))
  return (await byDeadline(softDeadline, work, null)) ?? readErrorAnswer(question, null)
}

/** The one address of the API that gets broken JSON, where the project names it and it is on this host. */
function brokenPost({ host }: ServedSite, target: Target): Question[] {
  const named = URL.parse(target.urls.find(({ purpose }) => purpose === 'api')?.url ?? '')
  if (named === null || named.hostname !== host || named.protocol !== 'https:' || named.port !== '') return []
  return [{ method: 'POST', path: named.pathname.slice(0, 300), shape: 'json' }]
}

export default defineCollector(webFaults, {
  needs: { entry: webEntry },
  lane: 'http',
  timeoutMs: 30_000,
  async collect({ entry }, { net, target, ports, softDeadline }) {
    const sites = servedSites(entry)
    const wanted = [...mainSites(sites, target), ...sites.filter(({ roles }) => roles.includes('api'))]
    const asked = [...new Set(wanted)].filter(({ host, state }) => state === 'ok' && isProven(ports, host))
    if (asked.length === 0) throw new Absent('needs-permission')
    const hosts = asked.slice(0, MAX_HOSTS).map(async (one) => ({
      host: one.host,
      origin: one.origin,
      answers: await Promise.all(
        [...QUESTIONS, ...brokenPost(one, target)].map((question) => ask(net.http, one, question, softDeadline)),
      ),
    }))
    return { hosts: await Promise.all(hosts) }
  },
})
