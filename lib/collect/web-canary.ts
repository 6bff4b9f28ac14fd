import { randomBytes } from 'node:crypto'
import { isHtml } from '../checks/shared/exposure/body'
import { answerFingerprint } from '../checks/shared/exposure/canary'
import { looksLikeAssignments } from '../checks/shared/exposure/env-file'
import { allSignatures } from '../checks/shared/exposure/signatures'
import { type CanaryAnswer, webCanary } from '../evidence/web-canary'
import { webEntry } from '../evidence/web-entry'
import type { Exchange, HttpProber } from '../net/http-types'
import { exposedBody } from './shared/answer'
import { byDeadline } from './shared/by-deadline'
import { defineCollector } from './shared/define'
import { fetchTwice } from './shared/second-look'
import { type ServedSite, servedSites } from './shared/served-site'

// Error pages of frameworks say what they are at their end.
const MAX_BODY = 128 * 1024
/** What a look at an exposed path reads at most; compared with that, so cut alike. */
const COMPARED = 8 * 1024
const TOTAL_MS = 8000

function hex(bytes: number): string {
  return randomBytes(bytes).toString('hex')
}

function pathsOf(site: ServedSite): { shape: CanaryAnswer['shape']; path: string }[] {
  const dot = { shape: 'dot' as const, path: `/.lr-${hex(4)}/HEAD` }
  if (site.state === 'redirects') return [dot]
  return [
    dot,
    { shape: 'file', path: `/lr-${hex(8)}.txt` },
    { shape: 'page', path: `/lr-${hex(8)}` },
    ...(site.roles.some((role) => role === 'api' || role === 'app')
      ? [{ shape: 'api' as const, path: `/api/lr-${hex(8)}` }]
      : []),
  ]
}

const EMPTY = { status: null, contentType: '', html: false, fingerprint: '', matches: [] }

function readAnswer(shape: CanaryAnswer['shape'], path: string, exchange: Exchange | null): CanaryAnswer {
  if (exchange === null) return { shape, path, outcome: 'not-looked', ...EMPTY }
  if (!exchange.ok) return { shape, path, outcome: exchange.error.fault === 'ours' ? 'not-looked' : 'failed', ...EMPTY }
  const { response } = exchange
  const whole = exposedBody(response)
  const body = { ...whole, text: whole.text?.slice(0, COMPARED) ?? null }
  const matches: string[] = allSignatures(body).slice(0, 30)
  if (looksLikeAssignments(body)) matches.push('assignments')
  return {
    shape,
    path,
    outcome: response.blocked ? 'wall' : 'answer',
    status: response.status,
    contentType: body.contentType,
    html: isHtml(body),
    fingerprint: answerFingerprint({ body, path }),
    matches,
  }
}

async function askAll(http: HttpProber, site: ServedSite, softDeadline: AbortSignal): Promise<CanaryAnswer[]> {
  return Promise.all(
    pathsOf(site).map(async ({ shape, path }) => {
      const request = { url: `${site.origin}${path}`, maxBody: MAX_BODY, totalMs: TOTAL_MS, shared: true }
      return readAnswer(shape, path, await byDeadline(softDeadline, fetchTwice(http, request), null))
    }),
  )
}

export default defineCollector(webCanary, {
  needs: { entry: webEntry },
  lane: 'http',
  timeoutMs: 30_000,
  async collect({ entry }, { net, softDeadline }) {
    const hosts = await Promise.all(
      servedSites(entry).map(async (site) => {
        const { finalUrl: _page, ...facts } = site
        if (site.state !== 'ok' && site.state !== 'redirects') return { ...facts, answers: [] }
        const answers = await askAll(net.http, site, softDeadline)
        const wall = answers.some((answer) => answer.outcome === 'wall')
        return wall ? { ...facts, state: 'wall' as const, reason: 'bot protection', answers } : { ...facts, answers }
      }),
    )
    return { hosts }
  },
})
