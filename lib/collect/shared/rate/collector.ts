import { maskUrl } from '../../../checks/shared/mask-web'
import { registrableDomain } from '../../../checks/shared/public-suffix'
import { Absent, type AnyCollector } from '../../../engine/collector'
import type { EvidenceToken } from '../../../engine/evidence'
import { outcomeOf } from '../../../engine/need'
import { webLogin } from '../../../evidence/web-login'
import { type RateBurst, type RateSurface, webRatePlan } from '../../../evidence/web-rate'
import type { Net } from '../../../net/types'
import { defineCollector } from '../define'
import { isProven, type Ports, type Turns } from '../ports'
import { RATE_RULES, type RateRules, sendBurst } from './burst'
import { ownTurns, recentBurst, rememberBurst, SURFACE_MS } from './memory'
import { prepare, RATE_QUESTION, type RateRequest, templatesOf } from './prepare'

const MAX_QUIET_MS = 30_000
const POLL_MS = 250
const TIMEOUT_MS = 150_000

/** Waits until this run asks the host nothing else, so that a host that calls for a pause loses no ordinary look. */
async function untilQuiet(
  { http, pause }: Pick<Net, 'http' | 'pause'>,
  { host, quietMs, softDeadline }: { host: string; quietMs: number; softDeadline: AbortSignal },
): Promise<void> {
  const asked = (): number => http.stats().hosts[host]?.requests ?? 0
  let last = asked()
  let calmMs = 0
  for (let waited = 0; calmMs < quietMs && waited < MAX_QUIET_MS && !softDeadline.aborted; waited += POLL_MS) {
    await pause(POLL_MS, softDeadline)
    const next = asked()
    calmMs = next === last ? calmMs + POLL_MS : 0
    last = next
  }
}

type Place = {
  surface: RateSurface
  token: EvidenceToken<string, RateBurst>
  /** The surface tried before this one: one at a time. */
  after?: EvidenceToken<string, RateBurst>
  rules?: RateRules
}

type Turn = { key: string; domain: string; turns: Turns; pause: Net['pause']; softDeadline: AbortSignal }

/** Waits for the turn of a project; false where the time of this run ends before. */
async function awaitTurn({ key, domain, turns, pause, softDeadline }: Turn): Promise<boolean> {
  if ((await turns.take('surface', key)) > 0) return false
  for (;;) {
    const ms = await turns.take('domain', domain)
    if (ms <= 0) return true
    await pause(ms, softDeadline)
    if (!softDeadline.aborted) continue
    await turns.giveBack('surface', key)
    return false
  }
}

/** The burst an earlier run sent with the same request less than 15 minutes ago, whichever process carried it out. */
function earlierBurst(
  token: EvidenceToken<string, RateBurst>,
  { earlier }: Ports,
  { request, now }: { request: RateRequest; now: number },
): RateBurst | undefined {
  const parsed = token.schema.safeParse(earlier?.(token.key))
  if (!parsed.success || parsed.data.requests.length === 0) return undefined
  const { method, target, startedAt } = parsed.data
  const isSame = method === request.method && target === maskUrl(request.url).slice(0, 2048)
  return isSame && now - startedAt < SURFACE_MS ? parsed.data : undefined
}

/** The collector of one surface: asks only what its owner proved and allowed, and never twice within 15 minutes. */
export function rateCollector({ surface, token, after, rules = RATE_RULES }: Place): AnyCollector {
  return defineCollector(token, {
    needs: {
      plan: webRatePlan,
      login: outcomeOf(webLogin),
      ...(after === undefined ? {} : { before: outcomeOf(after) }),
    },
    lane: 'local',
    timeoutMs: TIMEOUT_MS,
    asks: [RATE_QUESTION],
    remembers: true,
    async collect({ plan, login }, { net, target, ports, now, softDeadline }) {
      const row = plan.surfaces.find((one) => one.surface === surface)
      if (row === undefined || row.state !== 'ready') throw new Absent('not-relevant')
      const { build } = await prepare(surface, {
        http: net.http,
        target,
        login: login.status === 'ok' ? login.value : undefined,
        templates: templatesOf(ports),
      })
      const request = build()
      const host = URL.parse(request.url)?.hostname ?? ''
      if (!isProven(ports, host)) throw new Absent('needs-permission')
      const key = `${surface} ${request.method} ${request.url}`
      const recent = recentBurst(key, now()) ?? earlierBurst(token, ports, { request, now: now() })
      if (recent !== undefined) return { ...recent, reused: true }
      const turns = ports.turns ?? ownTurns({ gapMs: rules.gapMs, now })
      const turn = { key, domain: registrableDomain(target.domain), turns, pause: net.pause, softDeadline }
      if (!(await awaitTurn(turn))) return notSent(surface, request, now())
      await net.pause(Math.max(0, (net.http.stats().hosts[host]?.waitUntil ?? 0) - now()), softDeadline)
      await untilQuiet(net, { host, quietMs: rules.quietMs, softDeadline })
      if (softDeadline.aborted) {
        await turns.giveBack('surface', key)
        return notSent(surface, request, now())
      }
      const { requests } = row
      const burst = await sendBurst(surface, {
        http: net.http,
        pause: net.pause,
        request,
        requests,
        now,
        softDeadline,
        rules,
      })
      const kept = { ...burst, target: maskUrl(burst.target).slice(0, 2048) }
      rememberBurst(key, kept, now())
      return kept
    },
  })
}

function notSent(surface: RateSurface, request: { method: 'GET' | 'POST'; url: string }, at: number): RateBurst {
  return {
    surface,
    method: request.method,
    target: maskUrl(request.url).slice(0, 2048),
    startedAt: at,
    reused: false,
    end: 'waiting',
    retryAfter: '',
    requests: [],
    recovery: [],
  }
}
