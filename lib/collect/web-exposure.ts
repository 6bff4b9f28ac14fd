import { answerFingerprint } from '../checks/shared/exposure/canary'
import { looksLikeAssignments } from '../checks/shared/exposure/env-file'
import { type ExposureGroup, type ExposureProbe, HEAPDUMP } from '../checks/shared/exposure/probes'
import { recognise } from '../checks/shared/exposure/signatures'
import type { Immutable } from '../engine/immutable'
import { outcomeOf } from '../engine/need'
import { type CanaryHost, webCanary } from '../evidence/web-canary'
import { webDocuments } from '../evidence/web-documents'
import { webEntry } from '../evidence/web-entry'
import { type ExposureHost, type ExposureLook, webExposure } from '../evidence/web-exposure'
import { webHeads } from '../evidence/web-heads'
import type { Exchange, FetchRequest, HttpProber } from '../net/http-types'
import { exposedBody } from './shared/answer'
import { byDeadline } from './shared/by-deadline'
import { defineCollector } from './shared/define'
import { planFor, type Seen } from './shared/exposure-plan'
import { mainSites } from './shared/main-hosts'
import { fetchTwice, maybeStumble } from './shared/second-look'
import { servedSites } from './shared/served-site'

const FIRST_BYTES = { range: 'bytes=0-4095' }
const MAX_BODY = 8 * 1024
const TOTAL_MS = 6000
const AT_ONCE = 2
const SECOND_LOOKS = 6
/** Requests up to which paths are asked at all; the rest of the budget belongs to later looks. */
const HOST_LIMIT = 57

type Host = Immutable<CanaryHost>

function blank(probe: ExposureProbe, outcome: ExposureLook['outcome']): ExposureLook {
  const { path, group, what } = probe
  return { path, group, what, outcome, status: null, contentType: '', bytes: 0, level: null, names: [], note: '' }
}

function isDecoy(host: Host, probe: ExposureProbe, fingerprint: string): boolean {
  const canary = host.answers.find((answer) => answer.shape === probe.shape && answer.outcome === 'answer')
  if (canary === undefined || (canary.status !== 200 && canary.status !== 206)) return false
  return canary.fingerprint === fingerprint || canary.matches.includes(probe.signature)
}

/** Judges one answer against the content signature and the canary; the content is not kept. */
export function readLook(host: Host, probe: ExposureProbe, exchange: Exchange): ExposureLook {
  if (!exchange.ok) return blank(probe, exchange.error.fault === 'ours' ? 'not-looked' : 'failed')
  const { response } = exchange
  const body = exposedBody(response)
  const answer = { status: response.status, contentType: body.contentType, bytes: response.body.decodedBytes }
  // A server that fails says nothing about what it would have served.
  if (response.status >= 500 || response.status === 429) return { ...blank(probe, 'failed'), ...answer }
  if (response.status !== 200 && response.status !== 206) return { ...blank(probe, 'absent'), ...answer }
  const fingerprint = answerFingerprint({ body, path: probe.path })
  const seen = recognise(probe.signature, body)
  const decoy = isDecoy(host, probe, fingerprint)
  if (seen === undefined) {
    const assignments = probe.signature === 'env' && decoy && looksLikeAssignments(body)
    return { ...blank(probe, assignments ? 'decoy' : 'absent'), ...answer }
  }
  if (decoy) return { ...blank(probe, 'decoy'), ...answer }
  return { ...blank(probe, 'exposed'), ...answer, level: seen.level, names: seen.names, note: seen.note }
}

type Asking = {
  http: HttpProber
  host: Host
  softDeadline: AbortSignal
  /** Second looks this host may still cost. */
  again: { left: number }
}

function requestFor({ host }: Asking, { path }: ExposureProbe): FetchRequest {
  return { url: `${host.origin}${path}`, headers: FIRST_BYTES, maxBody: MAX_BODY, totalMs: TOTAL_MS, shared: true }
}

/**
 * Whether the server refuses every hidden name before it looks for a file: then a name that cannot
 * exist is refused like the real ones, and the rest of them need no question.
 */
function refusesHidden(host: Host, looks: readonly ExposureLook[]): boolean {
  const canary = host.answers.find(({ shape, outcome }) => shape === 'dot' && outcome === 'answer')
  if (canary?.status !== 401 && canary?.status !== 403) return false
  const hidden = looks.filter(({ path }) => path === '/.env' || path === '/.git/HEAD')
  return hidden.length === 2 && hidden.every(({ status }) => status === canary.status)
}

/** One answer; where the server stumbled, one more, as long as such second looks are few. */
async function ask(asking: Asking, probe: ExposureProbe): Promise<Exchange> {
  const first = await asking.http.fetch(requestFor(asking, probe))
  if (!maybeStumble(first) || asking.again.left <= 0) return first
  asking.again.left -= 1
  return fetchTwice(asking.http, requestFor(asking, probe))
}

async function askInTurn(asking: Asking, probes: readonly ExposureProbe[]): Promise<ExposureLook[]> {
  const { http, host, softDeadline } = asking
  const queue = [...probes]
  const looks: ExposureLook[] = []
  const asked = (): number => http.stats().hosts[host.host]?.requests ?? 0
  const worker = async (): Promise<void> => {
    for (let probe = queue.shift(); probe !== undefined; probe = queue.shift()) {
      if (softDeadline.aborted || asked() >= HOST_LIMIT) return
      if (probe.shape === 'dot' && refusesHidden(host, looks)) {
        looks.push(blank(probe, 'absent'))
        continue
      }
      const exchange = await byDeadline(softDeadline, ask(asking, probe), null)
      if (exchange === null) return
      looks.push(readLook(host, probe, exchange))
      if (exchange.ok && exchange.response.blocked) return
      if (!exchange.ok && (exchange.error.code === 'HOST_STOPPED' || exchange.error.code === 'BUDGET')) return
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  const order = new Map(probes.map(({ path }, index) => [path, index]))
  return looks.sort((left, right) => (order.get(left.path) ?? 0) - (order.get(right.path) ?? 0))
}

/** The copy of the memory is asked for only where management pages are open, and then its first bytes. */
async function askForMemory(asking: Asking, looks: readonly ExposureLook[]): Promise<ExposureLook[]> {
  const open = looks.some(({ outcome, note }) => outcome === 'exposed' && note.startsWith('actuator'))
  if (!open || asking.softDeadline.aborted) return []
  const request = { ...requestFor(asking, HEAPDUMP), headers: { range: 'bytes=0-15' } }
  const head = await byDeadline(asking.softDeadline, asking.http.fetch({ ...request, method: 'HEAD' }), null)
  const offered = head?.ok === true && (head.response.status === 200 || head.response.status === 206)
  if (!offered) return []
  const exchange = await byDeadline(asking.softDeadline, asking.http.fetch(request), null)
  return exchange === null ? [] : [readLook(asking.host, HEAPDUMP, exchange)]
}

function countBy(looks: readonly { group: ExposureGroup }[]): ExposureHost['answered'] {
  const count = (group: ExposureGroup): number => looks.filter((look) => look.group === group).length
  return {
    env: count('env'),
    vcs: count('vcs'),
    files: count('files'),
    debug: count('debug'),
    listing: count('listing'),
  }
}

async function lookAt(asking: Asking, seen: Seen): Promise<ExposureHost> {
  const { host } = asking
  const { probes, stacks } = planFor(host, seen)
  const { answers, roles, ...facts } = host
  const base = { ...facts, roles: [...roles], planned: countBy(probes), stacks }
  // Without the canary there is no measure of "really there".
  const measurable = answers.some((answer) => answer.outcome === 'answer')
  if ((host.state !== 'ok' && host.state !== 'redirects') || !measurable) {
    const state = host.state === 'ok' || host.state === 'redirects' ? ('not-looked' as const) : host.state
    return { ...base, state, answered: countBy([]), failed: countBy([]), looks: [] }
  }
  const first = await askInTurn(asking, probes)
  const looks = [...first, ...(await askForMemory(asking, first))]
  const missed = (look: ExposureLook): boolean => look.outcome === 'failed' || look.outcome === 'not-looked'
  return {
    ...base,
    answered: countBy(first.filter((look) => !missed(look))),
    failed: countBy(first.filter((look) => look.outcome === 'failed')),
    looks: looks.filter((look) => look.outcome === 'exposed' || look.outcome === 'decoy'),
  }
}

export default defineCollector(webExposure, {
  // The pages say what the host runs and how many files they load; both share the limit per host.
  needs: { canary: webCanary, entry: webEntry, documents: outcomeOf(webDocuments), heads: outcomeOf(webHeads) },
  lane: 'http',
  timeoutMs: 40_000,
  async collect({ canary, entry, documents, heads }, { net, target, softDeadline }) {
    const seen: Seen = {
      documents: documents.status === 'ok' ? documents.value : undefined,
      heads: heads.status === 'ok' ? heads.value : undefined,
      target,
      main: mainSites(servedSites(entry), target)[0]?.host,
    }
    const hosts = await Promise.all(
      canary.hosts.map((host) => lookAt({ http: net.http, host, softDeadline, again: { left: SECOND_LOOKS } }, seen)),
    )
    return { hosts }
  },
})
