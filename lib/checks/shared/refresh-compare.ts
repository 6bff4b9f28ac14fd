import type { Immutable } from '../../engine/immutable'
import type { RefreshSample } from '../../evidence/web-refresh'
import { readCacheControl, storabilityOf } from './cache-control'
import { versioningOf } from './versioned-name'

export type Sample = Immutable<RefreshSample>

/** What differs between loads of one page; the first four change what visitors get. */
export type Difference =
  | 'status'
  | 'location'
  | 'type'
  | 'title'
  | 'storability'
  | 'releases'
  | 'lifetime'
  | 'vary'
  | 'encoding'
  | 'etag'
  | 'cookie'
  | 'experiment'

const EXPERIMENT = /^(?:ab[_-]|experiment|optimizely|_?vwo|split)/i
const VOLATILE_COOKIE = /^(?:__cf_bm|_cfuvid|AWSALB|bm_|ak_bmsc|incap_ses_|nlbi_|_abck|datadome)/i
const COUNTDOWN_SECONDS = 5

function distinct<Value>(values: readonly Value[]): number {
  return new Set(values).size
}

function mime(contentType: string): string {
  return contentType.split(';')[0]?.trim().toLowerCase() ?? ''
}

/** The lifetime a sample promises, corrected by its age, so that a counting cache looks constant. */
function promise({ cache }: Sample): number {
  const maxAge = readCacheControl(cache.cacheControl).get('max-age')
  const age = Number(cache.age)
  return (typeof maxAge === 'number' ? maxAge : -1) + (Number.isFinite(age) ? age : 0)
}

function rawLifetime({ cache }: Sample): number {
  const maxAge = readCacheControl(cache.cacheControl).get('max-age')
  return typeof maxAge === 'number' ? maxAge : -1
}

function spread(values: readonly number[]): number {
  return values.length === 0 ? 0 : Math.max(...values) - Math.min(...values)
}

function lifetimeDiffers(samples: readonly Sample[]): boolean {
  return spread(samples.map(rawLifetime)) > COUNTDOWN_SECONDS && spread(samples.map(promise)) > COUNTDOWN_SECONDS
}

function varyOf({ cache }: Sample): string {
  return cache.vary
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
    .sort()
    .join(',')
}

/** An entity tag without what differs by design: weakness and the suffix of the coding. */
function etagOf({ cache, encoding }: Sample): string {
  return `${encoding} ${cache.etag.replace(/^W\//, '').replace(/[-;](?:gzip|br|deflate|zstd)"?$/i, '')}`
}

function etagFlips(samples: readonly Sample[]): boolean {
  const groups = Map.groupBy(
    samples.filter((sample) => sample.cache.etag !== ''),
    (sample) => `${sample.sha256} ${sample.encoding}`,
  )
  return [...groups.values()].some((group) => distinct(group.map(etagOf)) > 1)
}

function versionedOf(sample: Sample): string {
  return sample.files.filter((file) => versioningOf(`https://x.invalid${file}`) !== 'none').join(' ')
}

/** Everything that differs among answered samples, the gravest first. Expected differences are left out. */
export function compareSamples(samples: readonly Sample[]): Difference[] {
  const found: Difference[] = []
  const add = (difference: Difference, differs: boolean): void => {
    if (differs) found.push(difference)
  }
  add('status', distinct(samples.map((sample) => sample.status)) > 1)
  if (found.length > 0) return found
  add('location', distinct(samples.map((sample) => sample.location)) > 1)
  add('type', distinct(samples.map((sample) => mime(sample.contentType))) > 1)
  const experiment = samples.some((sample) => sample.cookies.some((name) => EXPERIMENT.test(name)))
  const titles = distinct(samples.map((sample) => sample.title)) > 1
  add(experiment ? 'experiment' : 'title', titles)
  add('storability', distinct(samples.map((sample) => storabilityOf(sample.cache))) > 1)
  add('releases', distinct(samples.map(versionedOf)) > 1)
  add('lifetime', !found.includes('storability') && lifetimeDiffers(samples))
  add('vary', distinct(samples.map(varyOf)) > 1)
  add('encoding', distinct(samples.map((sample) => sample.encoding)) > 1)
  add('etag', etagFlips(samples))
  const cookies = samples.map((sample) =>
    sample.cookies
      .filter((name) => !VOLATILE_COOKIE.test(name))
      .sort()
      .join(' '),
  )
  add('cookie', distinct(cookies) > 1)
  return found
}
