import type { Exhibit, Finding, Fix } from '../engine/finding'
import type { Immutable } from '../engine/immutable'
import type { At, Say } from '../engine/say'
import { host as hostSubject, project, url } from '../engine/subject'
import { type WebAsset, webAssets } from '../evidence/web-assets'
import { browserLifetime, readCacheControl } from './shared/cache-control'
import { headerVariants } from './shared/config/headers'
import { defineCheck } from './shared/define'
import { versionedFiles, versioningOf } from './shared/versioned-name'

type Asset = Immutable<WebAsset>

const LONG = 2_592_000
const WEEK = 604_800

type LifetimeState = 'good' | 'short' | 'none' | 'unsaid' | 'stale' | 'refetched'

function hasValidator({ cache }: Asset): boolean {
  return cache.etag !== '' || cache.lastModified !== ''
}

/** How well the lifetime of one file fits its name. */
function stateOf(asset: Asset, versioned: boolean): LifetimeState {
  const lifetime = browserLifetime(asset.cache)
  const rules = readCacheControl(asset.cache.cacheControl)
  const immutable = rules.has('immutable')
  const doubtful = versioningOf(asset.url) === 'maybe'
  if (versioned || doubtful) {
    if (immutable || (lifetime !== undefined && lifetime >= LONG)) return 'good'
    if (versioned) return lifetime === 0 ? 'none' : 'short'
  }
  if (lifetime === undefined) return hasValidator(asset) ? 'good' : 'unsaid'
  // What may not be stored cannot be compared either.
  if (lifetime === 0) return hasValidator(asset) && !rules.has('no-store') ? 'good' : 'refetched'
  return lifetime > WEEK ? 'stale' : 'good'
}

function prefixOf(address: string): string {
  const path = new URL(address).pathname
  return path.slice(0, path.lastIndexOf('/') + 1)
}

function fixFor(asset: Asset, versioned: boolean): Fix {
  const prefix = prefixOf(asset.url)
  const header = versioned ? 'public, max-age=31536000, immutable' : 'no-cache'
  const path = versioned && prefix !== '/' ? prefix : new URL(asset.url).pathname
  return {
    effort: 'S',
    steps: versioned
      ? [
          `Send "Cache-Control: ${header}" for everything below ${prefix}: a new version gets a new name there.`,
          'Keep "Cache-Control: no-cache" on the HTML pages, so that they always name the newest files.',
        ]
      : [
          `Send "Cache-Control: ${header}" for ${path}, or give the file a name that changes with its content.`,
          'Make sure that the server also sends an ETag, so that unchanged files are not sent again.',
        ],
    snippet: {
      lang: 'nginx',
      file: 'server block',
      code: `location ${versioned && prefix !== '/' ? '' : '= '}${path} {\n  add_header Cache-Control "${header}" always;\n}`,
    },
    variants: headerVariants({
      host: asset.host,
      path: versioned ? `${path}*` : path,
      headers: [['Cache-Control', header]],
    }),
  }
}

function exhibitOf(asset: Asset): Exhibit {
  const headers: [string, string][] = [
    ...asset.cache.cacheControl.map((value): [string, string] => ['cache-control', value]),
    ['expires', asset.cache.expires],
    ['etag', asset.cache.etag],
    ['last-modified', asset.cache.lastModified],
  ]
  return {
    kind: 'http',
    title: 'Caching headers of the file',
    request: { method: 'GET', url: asset.url },
    ...(asset.status === null ? {} : { status: asset.status }),
    headers: headers.filter(([, value]) => value !== ''),
  }
}

const days = (seconds: number | undefined): string =>
  seconds === undefined
    ? 'an unknown time'
    : seconds < 86_400
      ? 'less than a day'
      : `${Math.round(seconds / 86_400)} days`

const messages = {
  ok: '{count:static file|static files} of {host} may be kept as long as it makes sense',
  none: 'Every visit downloads {file} again although its name is versioned',
  short: 'Browsers keep {file} for {time} only although its name is versioned',
  unsaid: 'Nothing tells browsers how long to keep {file}',
  stale: 'Visitors may see an old {file} for {time} after a change',
  refetched: 'Every visit downloads {file} again, even when it did not change',
  wall: '{host} refused our checker, so we could not see its files',
  unseen: 'We could not load any static file of {host}',
  nothing: 'The pages load no static files of their own',
} as const

type Judged = { asset: Asset; index: number; state: LifetimeState; versioned: boolean }

function isUsable(asset: Asset): boolean {
  return asset.outcome === 'answer' && (asset.status === 200 || asset.status === 206) && !asset.html
}

function sayFile(
  { asset, index, state, versioned }: Judged,
  mostUncached: boolean,
  say: Say<typeof messages>,
): Finding[] {
  const file = new URL(asset.url).pathname
  const time = days(browserLifetime(asset.cache))
  const at: At = {
    subject: url(asset.url),
    refs: [`web.assets#/assets/${index}`],
    exhibits: [exhibitOf(asset)],
    fix: fixFor(asset, versioned),
  }
  switch (state) {
    case 'good':
      return []
    case 'none':
      return [mostUncached ? say.fail('none', { file }, at) : say.warn('none', { file }, at)]
    case 'short':
      return [say.warn('short', { file, time }, at)]
    case 'stale':
      return [say.warn('stale', { file, time }, at)]
    case 'unsaid':
      return [say.warn('unsaid', { file }, { ...at, impact: 'low' })]
    case 'refetched':
      return [say.warn('refetched', { file }, { ...at, impact: 'low' })]
  }
}

function sayGood(judged: readonly Judged[], say: Say<typeof messages>): Finding[] {
  const hosts = Map.groupBy(
    judged.filter((row) => row.state === 'good'),
    (row) => row.asset.host,
  )
  return [...hosts].map(([host, rows]) => {
    const refs = rows.map((row) => `web.assets#/assets/${row.index}`)
    return say.pass('ok', { host, count: rows.length }, { subject: hostSubject(host), refs })
  })
}

export default defineCheck({
  id: 'static-cache-lifetime',
  version: 2,
  kind: 'automatic',
  title: 'Static files are kept by browsers as long as they should',
  impact: 'medium',
  why: 'Otherwise returning visitors download everything again, or see an old version after a fix.',
  covers: { 'static-assets-long-cache': 'required' },
  dependsOn: ['domain-resolves', 'https-reachable', 'page-not-blank'],
  needs: { assets: webAssets },
  messages,
  sources: [
    { label: 'RFC 9111 section 4.2', url: 'https://www.rfc-editor.org/rfc/rfc9111#section-4.2' },
    { label: 'RFC 8246 (immutable)', url: 'https://www.rfc-editor.org/rfc/rfc8246' },
  ],
  judge({ assets }, say) {
    const rows = assets.assets.map((asset, index) => ({ asset, index })).filter(({ asset }) => !asset.chunk)
    const [first] = rows
    if (first === undefined) return say.notApplicable('nothing', {}, { subject: project() })
    const usable = rows.filter(({ asset }) => isUsable(asset))
    if (usable.length === 0) {
      const { host } = first.asset
      const at = { subject: project(), refs: [`web.assets#/assets/${first.index}`] }
      const wall = rows.some(({ asset }) => asset.outcome === 'wall')
      return wall ? say.unknown('wall', { host }, at) : say.unknown('unseen', { host }, at)
    }
    const names = versionedFiles(usable.map(({ asset }) => asset))
    const judged = usable.map(({ asset, index }): Judged => {
      const versioned = names.has(asset.url)
      return { asset, index, versioned, state: stateOf(asset, versioned) }
    })
    const named = judged.filter((row) => row.versioned)
    const mostUncached = named.filter((row) => row.state === 'none').length > named.length / 2
    return [...judged.flatMap((row) => sayFile(row, mostUncached, say)), ...sayGood(judged, say)]
  },
})
