import type { Exhibit, Fix } from '../engine/finding'
import type { Immutable } from '../engine/immutable'
import { project, url } from '../engine/subject'
import { type RefreshPage, webRefresh } from '../evidence/web-refresh'
import { defineCheck } from './shared/define'
import { compareSamples, type Difference, type Sample } from './shared/refresh-compare'

const ENOUGH = 4

const WORDS: Readonly<Record<Difference, string>> = {
  status: 'status',
  location: 'redirect target',
  type: 'content type',
  title: 'page title',
  storability: 'permission to store it',
  releases: 'release',
  lifetime: 'lifetime',
  vary: 'Vary header',
  encoding: 'compression',
  etag: 'ETag',
  cookie: 'cookies',
  experiment: 'variant of an experiment',
}

function cell(sample: Sample, difference: Difference): string {
  switch (difference) {
    case 'status':
      return String(sample.status ?? '-')
    case 'location':
      return sample.location
    case 'type':
      return sample.contentType
    case 'title':
    case 'experiment':
      return sample.title
    case 'storability':
    case 'lifetime':
      return `${sample.cache.cacheControl.join(', ')}${sample.cache.age === '' ? '' : ` (Age ${sample.cache.age})`}`
    case 'releases':
      return sample.files.slice(0, 4).join(' ')
    case 'vary':
      return sample.cache.vary
    case 'encoding':
      return sample.encoding
    case 'etag':
      return sample.cache.etag
    case 'cookie':
      return sample.cookies.join(' ')
  }
}

function exhibitOf(page: Immutable<RefreshPage>, differences: readonly Difference[]): Exhibit {
  return {
    kind: 'table',
    title: `Loads of ${page.url}, one second apart`,
    columns: ['Load', 'Address', 'Reload', 'Cache', ...differences.map((difference) => WORDS[difference])],
    rows: page.samples.map((sample, index) => [
      String(index + 1),
      sample.address ?? '',
      sample.reload ? 'forced' : '',
      sample.cache.status.map((row) => row.join(' ')).join(', '),
      ...differences.map((difference) => (sample.outcome === 'answer' ? cell(sample, difference) : sample.outcome)),
    ]),
  }
}

function splitsByAddress(samples: readonly Sample[], difference: Difference): boolean {
  const byAddress = Map.groupBy(samples, (sample) => sample.address ?? '')
  const stable = [...byAddress.values()].every(
    (group) => new Set(group.map((sample) => cell(sample, difference))).size === 1,
  )
  return byAddress.size > 1 && stable
}

function fixFor(page: Immutable<RefreshPage>, differences: readonly Difference[]): Fix {
  const [first] = differences
  const answered = page.samples.filter((sample) => sample.outcome === 'answer')
  const perServer = first !== undefined && splitsByAddress(answered, first)
  const steps = [
    perServer
      ? `The servers of ${page.host} differ (see the addresses in the table): deploy the same release and settings to all of them.`
      : `Find which layer changes the answer: load ${page.url} past the CDN several times, then through it.`,
    ...(differences.includes('releases')
      ? ['Two releases are served at once: finish the deploy on every server, then purge the CDN.']
      : []),
    ...(differences.includes('storability') || differences.includes('lifetime')
      ? ['Set Cache-Control for this page in one place only: the app, the server or the CDN.']
      : []),
    ...(differences.includes('status')
      ? ['Take the failing server out of the load balancer until it is repaired.']
      : []),
  ]
  return {
    effort: 'M',
    steps,
    snippet: {
      lang: 'bash',
      code: `for i in 1 2 3 4 5 6; do curl -sI ${page.url} | grep -iE '^(HTTP|cache-control|age|etag)'; done`,
    },
  }
}

export default defineCheck({
  id: 'refresh-consistency',
  version: 1,
  kind: 'automatic',
  title: 'Every refresh shows the same page',
  impact: 'high',
  why: 'Otherwise visitors randomly get old or different pages, and bugs cannot be reproduced.',
  covers: { 'homepage-cache-consistent': 'required' },
  raises: ['refresh-changes-homepage'],
  dependsOn: ['domain-resolves', 'https-reachable', 'critical-urls-up'],
  needs: { refresh: webRefresh },
  messages: {
    ok: '{url} gave the same answer in {count:load|loads}',
    page: 'Visitors of {url} get different answers at random: its {what} changes',
    storing: 'Caches sometimes may store {url} and sometimes may not',
    releases: 'Visitors of {url} get two releases at random',
    headers: '{url} changes its {what} from load to load',
    wall: '{host} refused our checker, so we could not load {url} repeatedly',
    outages: '{url} ended in an error of the server in {count} of {total:load|loads}',
    few: '{url} answered only {count} of {total:load|loads}',
    none: 'No host of the project serves a home page of its own',
  },
  sources: [
    { label: 'RFC 9111 section 4', url: 'https://www.rfc-editor.org/rfc/rfc9111#section-4' },
    { label: 'RFC 9110 section 8.8.3', url: 'https://www.rfc-editor.org/rfc/rfc9110#section-8.8.3' },
  ],
  judge({ refresh }, say) {
    if (refresh.pages.length === 0) return say.notApplicable('none', {}, { subject: project() })
    return refresh.pages.flatMap((page, index) => {
      const link = page.url
      const at = { subject: url(link), refs: [`web.refresh#/pages/${index}`] }
      const answered = page.samples.filter((sample) => sample.outcome === 'answer')
      if (answered.length < ENOUGH) {
        return page.samples.some((sample) => sample.outcome === 'wall')
          ? [say.unknown('wall', { host: page.host, url: link }, at)]
          : [say.unknown('few', { url: link, count: answered.length, total: page.samples.length }, at)]
      }
      const differences = compareSamples(answered)
      const outages = answered.filter(({ status }) => status !== null && status >= 500)
      // An address that always fails is a finding; a server that stumbles now and then proves neither.
      if (outages.length > 0 && outages.length < answered.length && !splitsByAddress(answered, 'status'))
        return [say.unknown('outages', { url: link, count: outages.length, total: answered.length }, at)]
      if (differences.length === 0) return [say.pass('ok', { url: link, count: answered.length }, at)]
      const about = (some: readonly Difference[]) => ({
        ...at,
        exhibits: [exhibitOf(page, some)],
        fix: fixFor(page, some),
      })
      const words = (some: readonly Difference[]): string => some.map((difference) => WORDS[difference]).join(', ')
      const grave = differences.filter((one) => ['status', 'location', 'type', 'title'].includes(one))
      const minor = differences.filter((one) => !grave.includes(one) && one !== 'storability' && one !== 'releases')
      return [
        ...(grave.length > 0 ? [say.fail('page', { url: link, what: words(grave) }, about(grave))] : []),
        ...(differences.includes('storability') ? [say.fail('storing', { url: link }, about(['storability']))] : []),
        ...(differences.includes('releases') ? [say.warn('releases', { url: link }, about(['releases']))] : []),
        ...(minor.length > 0
          ? [say.warn('headers', { url: link, what: words(minor) }, { ...about(minor), impact: 'low' as const })]
          : []),
      ]
    })
  },
})
