import type { Exhibit, Finding, Fix } from '../engine/finding'
import type { Immutable } from '../engine/immutable'
import { outcomeOf } from '../engine/need'
import { project, url as urlSubject } from '../engine/subject'
import type { UrlPurpose } from '../engine/target'
import { type WebRefresh, webRefresh } from '../evidence/web-refresh'
import { type TimedLoad, type WebTimings, webTimings } from '../evidence/web-timings'
import { defineCheck } from './shared/define'

type Load = Immutable<TimedLoad>
type Timed = { url: string; purpose: UrlPurpose; loads: readonly Load[]; planned: number; refs: string[] }

/** Milliseconds a visitor expects at most; a dashboard may think longer, data for programs less. */
const TARGETS: Readonly<Partial<Record<UrlPurpose, number>>> = { api: 500, health: 500, dashboard: 2000 }
const TARGET_MS = 800
const ENOUGH = 3
const COLD_FACTOR = 4
/** From so many loads on the slow end is told instead of the middle. */
const BASELINE = 20

/** The middle value; of an even number of values the mean of the two in the middle. */
function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? 0
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2
}

/** The value that 95 of 100 loads keep: of 20 sorted values the 19th (nearest rank). */
function p95(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.ceil(0.95 * sorted.length) - 1] ?? 0
}

function isAnswer({ outcome, status, timings }: Load): boolean {
  return outcome === 'answer' && status !== null && status < 500 && timings.ttfb !== null
}

/** Every timed URL once: homepages with all their loads, then the key URLs. What we did not ask is left out. */
function timedUrls(refresh: Immutable<WebRefresh> | undefined, timings: Immutable<WebTimings> | undefined): Timed[] {
  const rows = (timings?.urls ?? []).map((row, index) => ({ ...row, ref: `web.timings#/urls/${index}` }))
  const homes = (refresh?.pages ?? []).map(({ url, samples }, index): Timed => {
    const more = rows.find((row) => row.purpose === 'homepage' && row.url === url)
    const asked = (more?.loads ?? []).filter(({ outcome }) => outcome !== 'not-looked')
    return {
      url,
      purpose: 'homepage',
      loads: [...samples, ...asked],
      planned: more?.planned ?? samples.length,
      refs: [`web.refresh#/pages/${index}`, ...(more === undefined ? [] : [more.ref])],
    }
  })
  const keys = rows
    .filter(({ url }) => homes.every((home) => home.url !== url))
    .map(({ url, purpose, planned, loads, ref }): Timed => ({ url, purpose, planned, loads, refs: [ref] }))
  return [...homes, ...keys]
}

const words = (value: number | null): string => (value === null ? '' : `${Math.round(value)} ms`)

function tableOf({ url, loads, planned }: Timed): Exhibit {
  const taken = planned > loads.length ? ` (${loads.length} of ${planned}; more did not fit into one run)` : ''
  return {
    kind: 'table',
    title: `Loads of ${url}, about a second apart${taken}`,
    columns: ['Load', 'Name lookup', 'Connection', 'Security', 'Server'],
    rows: loads.map(({ timings }, index) => [
      String(index + 1),
      words(timings.dns),
      words(timings.tcp),
      words(timings.tls),
      words(timings.ttfb),
    ]),
  }
}

function fixFor({ url, loads }: Timed): Fix {
  const answered = loads.filter(isAnswer)
  const of = (phase: 'dns' | 'tcp' | 'tls' | 'ttfb'): number =>
    Math.round(median(answered.flatMap(({ timings }) => timings[phase] ?? [])))
  return {
    effort: 'L',
    steps: [
      `The server takes ${of('ttfb')} ms for ${url}; reaching it takes ${of('dns') + of('tcp') + of('tls')} ms more.`,
      'Measure the database queries of this page first: a missing index or a query per row is the usual cause.',
      'Answer what is the same for everybody from a cache of the network in front.',
      'Keep at least one instance running where the platform stops idle ones.',
    ],
    variants: [
      {
        provider: 'Next.js',
        steps: ['Render the page once and refresh it in the background.'],
        snippet: { lang: 'ts', code: 'export const revalidate = 60' },
      },
      { provider: 'Cloudflare', steps: [`Add a Cache Rule for ${url} if the page is the same for everybody.`] },
      {
        provider: 'Render, Fly, Railway',
        steps: ['Set the minimum number of instances to 1, in the region of your database.'],
      },
    ],
  }
}

export default defineCheck({
  id: 'response-time-sample',
  version: 2,
  kind: 'automatic',
  title: 'First pages and key URLs answer quickly',
  impact: 'medium',
  why: 'Slow pages lose sign-ups: people leave before they see anything.',
  covers: { 'p95-known': 'supporting' },
  dependsOn: ['domain-resolves', 'https-reachable', 'critical-urls-up', 'refresh-consistency'],
  needs: { refresh: webRefresh, timings: outcomeOf(webTimings) },
  messages: {
    ok: '{url} answers in {ms} ms (the middle of {count:load|loads})',
    cold: '{url} answers in {ms} ms once awake; the first load took {first} ms',
    slow: '{url} answers in {ms} ms, more than the {target} ms visitors expect',
    verySlow: 'Visitors wait {ms} ms before {url} starts to appear',
    ok95: 'The p95 of {url} is {ms} ms ({count:load|loads})',
    slow95: 'The p95 of {url} is {ms} ms, more than the {target} ms visitors expect',
    verySlow95: 'Every twentieth visitor waits {ms} ms before {url} starts to appear',
    unproven: 'We could not time {url}: too many of its loads gave no answer',
    none: 'No host of the project serves a page of its own',
  },
  sources: [{ label: 'web.dev, time to first byte', url: 'https://web.dev/articles/ttfb' }],
  judge({ refresh, timings }, say) {
    const timed = timedUrls(refresh, timings.status === 'ok' ? timings.value : undefined)
    if (timed.length === 0) return say.notApplicable('none', {}, { subject: project() })
    return timed.map((row): Finding => {
      const { url, loads } = row
      const at = { subject: urlSubject(url), refs: row.refs, exhibits: [tableOf(row)] }
      const times = loads.filter(isAnswer).flatMap((load) => load.timings.ttfb ?? [])
      if (times.length < ENOUGH || loads.length - times.length >= 2) return say.unknown('unproven', { url }, at)
      const target = TARGETS[row.purpose] ?? TARGET_MS
      const fixed = { ...at, fix: fixFor(row) }
      if (times.length >= BASELINE) {
        const ms = Math.round(p95(times))
        if (ms > 2 * target) return say.fail('verySlow95', { url, ms }, fixed)
        if (ms > target) return say.warn('slow95', { url, ms, target }, fixed)
        return say.pass('ok95', { url, ms, count: times.length }, at)
      }
      const [first = 0, ...later] = times
      // The first load may wake a sleeping server, which says little about the others.
      const warm = median(later)
      const isCold = first > target && first > COLD_FACTOR * warm
      const middle = Math.round(median(times))
      if (middle > 2 * target) return say.fail('verySlow', { url, ms: middle }, fixed)
      if (middle > target) return say.warn('slow', { url, ms: middle, target }, fixed)
      if (isCold) return say.pass('cold', { url, ms: Math.round(warm), first: Math.round(first) }, at)
      return say.pass('ok', { url, ms: middle, count: times.length }, at)
    })
  },
})
