import type { Exhibit, Finding, Fix } from '../engine/finding'
import type { Immutable } from '../engine/immutable'
import { project, url as urlSubject } from '../engine/subject'
import { type RefreshPage, webRefresh } from '../evidence/web-refresh'
import { defineCheck } from './shared/define'

type Page = Immutable<RefreshPage>
type Sample = Page['samples'][number]

const TARGET_MS = 800
const ENOUGH = 3
const COLD_FACTOR = 4

/** The middle value; of an even number of values the mean of the two in the middle. */
function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? 0
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2
}

function isAnswer({ outcome, status, timings }: Sample): boolean {
  return outcome === 'answer' && status !== null && status < 500 && timings.ttfb !== null
}

const words = (value: number | null): string => (value === null ? '' : `${Math.round(value)} ms`)

function tableOf({ url, samples }: Page): Exhibit {
  return {
    kind: 'table',
    title: `Loads of ${url}, about a second apart`,
    columns: ['Load', 'Name lookup', 'Connection', 'Security', 'Server'],
    rows: samples.map(({ timings }, index) => [
      String(index + 1),
      words(timings.dns),
      words(timings.tcp),
      words(timings.tls),
      words(timings.ttfb),
    ]),
  }
}

function fixFor({ url, samples }: Page): Fix {
  const answered = samples.filter(isAnswer)
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
  version: 1,
  kind: 'automatic',
  title: 'First pages answer quickly',
  impact: 'medium',
  why: 'Slow pages lose sign-ups: people leave before they see anything.',
  covers: { 'p95-known': 'supporting' },
  dependsOn: ['domain-resolves', 'https-reachable', 'critical-urls-up', 'refresh-consistency'],
  needs: { refresh: webRefresh },
  messages: {
    ok: '{url} answers in {ms} ms (the middle of {count:load|loads})',
    cold: '{url} answers in {ms} ms once awake; the first load took {first} ms',
    slow: '{url} answers in {ms} ms, more than the {target} ms visitors expect',
    verySlow: 'Visitors wait {ms} ms before {url} starts to appear',
    unproven: 'We could not time {url}: too many of its loads gave no answer',
    none: 'No host of the project serves a page of its own',
  },
  sources: [{ label: 'web.dev, time to first byte', url: 'https://web.dev/articles/ttfb' }],
  judge({ refresh }, say) {
    if (refresh.pages.length === 0) return say.notApplicable('none', {}, { subject: project() })
    return refresh.pages.map((page, index): Finding => {
      const { url, samples } = page
      const at = { subject: urlSubject(url), refs: [`web.refresh#/pages/${index}`], exhibits: [tableOf(page)] }
      const times = samples.filter(isAnswer).flatMap(({ timings }) => timings.ttfb ?? [])
      if (times.length < ENOUGH || samples.length - times.length >= 2) return say.unknown('unproven', { url }, at)
      const [first = 0, ...later] = times
      // The first load may wake a sleeping server, which says little about the others.
      const warm = median(later)
      const isCold = first > TARGET_MS && first > COLD_FACTOR * warm
      const middle = Math.round(median(times))
      if (middle > 2 * TARGET_MS) return say.fail('verySlow', { url, ms: middle }, { ...at, fix: fixFor(page) })
      if (middle > TARGET_MS)
        return say.warn('slow', { url, ms: middle, target: TARGET_MS }, { ...at, fix: fixFor(page) })
      if (isCold) return say.pass('cold', { url, ms: Math.round(warm), first: Math.round(first) }, at)
      return say.pass('ok', { url, ms: middle, count: times.length }, at)
    })
  },
})
