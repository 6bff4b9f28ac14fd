import { answerFingerprint } from '../checks/shared/exposure/canary'
import { looksLikeAssignments } from '../checks/shared/exposure/env-file'
import {
  type ExposureGroup,
  type ExposureProbe,
  exposureProbes,
  REDIRECT_PROBES,
} from '../checks/shared/exposure/probes'
import { recognise } from '../checks/shared/exposure/signatures'
import { registrableDomain } from '../checks/shared/public-suffix'
import type { Immutable } from '../engine/immutable'
import { outcomeOf } from '../engine/need'
import type { Target } from '../engine/target'
import { type CanaryHost, webCanary } from '../evidence/web-canary'
import { type WebDocuments, webDocuments } from '../evidence/web-documents'
import { type ExposureHost, type ExposureLook, webExposure } from '../evidence/web-exposure'
import type { Exchange, HttpProber } from '../net/http-types'
import { exposedBody } from './shared/answer'
import { byDeadline } from './shared/by-deadline'
import { defineCollector } from './shared/define'
import { assetsOfPages, FILES_PER_HOST } from './shared/own-files'

const FIRST_BYTES = { range: 'bytes=0-4095' }
const MAX_BODY = 8 * 1024
const TOTAL_MS = 6000
const AT_ONCE = 2
/** What one host is asked in all by an ordinary run, and what of it goes to its first answers and repeated loads. */
const HOST_REQUESTS = 48
const OTHER_REQUESTS = 16
/** Paths asked where pages and files leave the least room, and where they leave the most. */
const FEWEST = 16
const MOST = 32
/** Requests up to which paths are asked at all; the rest of the budget belongs to later looks. */
const HOST_LIMIT = 52

type Host = Immutable<CanaryHost>
type Seen = { probe: ExposureProbe; look: ExposureLook }

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

type Asking = { http: HttpProber; host: Host; probes: readonly ExposureProbe[]; softDeadline: AbortSignal }

async function askInTurn({ http, host, probes, softDeadline }: Asking): Promise<Seen[]> {
  const queue = [...probes]
  const seen: Seen[] = []
  const asked = (): number => http.stats().hosts[host.host]?.requests ?? 0
  const worker = async (): Promise<void> => {
    for (let probe = queue.shift(); probe !== undefined; probe = queue.shift()) {
      if (softDeadline.aborted || asked() >= HOST_LIMIT) return
      const request = { url: `${host.origin}${probe.path}`, headers: FIRST_BYTES, maxBody: MAX_BODY, totalMs: TOTAL_MS }
      const exchange = await byDeadline(softDeadline, http.fetch(request), null)
      if (exchange === null) return
      seen.push({ probe, look: readLook(host, probe, exchange) })
      if (exchange.ok && exchange.response.blocked) return
      if (!exchange.ok && (exchange.error.code === 'HOST_STOPPED' || exchange.error.code === 'BUDGET')) return
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  return seen
}

/** How many paths of a host are asked: what its pages and their files leave of an ordinary run. */
export function roomFor(host: string, documents: Immutable<WebDocuments> | undefined, target: Target): number {
  if (documents === undefined) return MOST
  const pages = documents.pages.filter((page) => page.host === host).length
  const files = assetsOfPages(documents, target).filter((asset) => URL.parse(asset.url)?.hostname === host).length
  const others = OTHER_REQUESTS + 2 * Math.max(0, pages - 1) + Math.min(files, FILES_PER_HOST)
  return Math.min(MOST, Math.max(FEWEST, HOST_REQUESTS - others))
}

function countBy(looks: readonly { group: ExposureGroup }[]): Record<ExposureGroup, number> {
  const count = (group: ExposureGroup): number => looks.filter((look) => look.group === group).length
  return { env: count('env'), vcs: count('vcs'), files: count('files') }
}

type Looking = Omit<Asking, 'probes'> & { label: string; room: number }

async function lookAt({ http, host, label, room, softDeadline }: Looking): Promise<ExposureHost> {
  const all = exposureProbes(label).slice(0, room)
  const probes = host.state === 'redirects' ? all.filter((probe) => REDIRECT_PROBES.includes(probe.path)) : all
  const { answers, roles, ...facts } = host
  const base = { ...facts, roles: [...roles], planned: countBy(probes) }
  // Without the canary there is no measure of "really there".
  const measurable = answers.some((answer) => answer.outcome === 'answer')
  if ((host.state !== 'ok' && host.state !== 'redirects') || !measurable) {
    const state = host.state === 'ok' || host.state === 'redirects' ? ('not-looked' as const) : host.state
    return { ...base, state, answered: countBy([]), looks: [] }
  }
  const seen = await askInTurn({ http, host, probes, softDeadline })
  const looks = seen.map(({ look }) => look)
  const answered = looks.filter((look) => look.outcome !== 'failed' && look.outcome !== 'not-looked')
  return {
    ...base,
    answered: countBy(answered),
    looks: looks.filter((look) => look.outcome === 'exposed' || look.outcome === 'decoy'),
  }
}

export default defineCollector(webExposure, {
  // The pages say how many files they load; those tell more, and both share the limit per host.
  needs: { canary: webCanary, documents: outcomeOf(webDocuments) },
  lane: 'http',
  timeoutMs: 40_000,
  async collect({ canary, documents }, { net, target, softDeadline }) {
    const label = registrableDomain(target.domain).split('.')[0] ?? ''
    const pages = documents.status === 'ok' ? documents.value : undefined
    const hosts = await Promise.all(
      canary.hosts.map((host) => {
        const room = roomFor(host.host, pages, target)
        return lookAt({ http: net.http, host, label, room, softDeadline })
      }),
    )
    return { hosts }
  },
})
