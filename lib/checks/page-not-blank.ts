import type { Exhibit, Finding, Fix } from '../engine/finding'
import type { Immutable } from '../engine/immutable'
import type { At, Say } from '../engine/say'
import { project, url } from '../engine/subject'
import { type WebAsset, webAssets } from '../evidence/web-assets'
import { type WebDocument, webDocuments } from '../evidence/web-documents'
import { defineCheck } from './shared/define'
import { pageFailureWords } from './shared/web-look'

type Page = Immutable<WebDocument>
type Asset = Immutable<WebAsset>

const GONE = new Set(['ECONNREFUSED', 'DNS_NXDOMAIN', 'DNS_NODATA'])

/** What is wrong with a file a page needs; undefined when nothing is, or nothing is proved. */
function faultOf(asset: Asset): string | undefined {
  if (asset.outcome === 'failed' && GONE.has(asset.error?.code ?? '')) return asset.error?.code
  if (asset.outcome !== 'answer' || asset.status === null || asset.status === 429) return undefined
  if (asset.status >= 400) return String(asset.status)
  if (asset.status >= 300) return undefined
  return asset.html || /html/i.test(asset.contentType) ? 'a web page instead of the file' : undefined
}

function filesOf(page: Page, assets: readonly Asset[]): Asset[] {
  const loads = new Set(
    (page.facts?.loads ?? [])
      .filter((load) => (load.kind === 'script' || load.kind === 'stylesheet') && !load.noscript)
      .map((load) => load.url),
  )
  return assets.filter((asset) => !asset.chunk && loads.has(asset.url))
}

function isEmpty({ facts }: Page): boolean {
  if (facts === null) return false
  const shows = facts.loads.some((load) => ['image', 'srcset', 'media', 'frame', 'object'].includes(load.kind))
  const asks = facts.forms.length > 0
  return facts.textLength === 0 && facts.scripts === 0 && !facts.metaRefresh && !shows && !asks
}

function brokenExhibit(broken: readonly Asset[]): Exhibit {
  return {
    kind: 'table',
    title: 'Files the page needs',
    columns: ['File', 'Status', 'Type', 'Problem'],
    rows: broken.map((asset) => [asset.url, String(asset.status ?? '-'), asset.contentType, faultOf(asset) ?? '']),
  }
}

function brokenFix(page: Page, broken: readonly Asset[]): Fix {
  const files = broken.map((asset) => new URL(asset.url).pathname)
  return {
    effort: 'S',
    steps: [
      `Check that the last deploy really contains ${files.slice(0, 5).join(', ')}. If not, deploy again.`,
      `If the files are there under other names, ${page.finalUrl} is an old copy from a cache: purge the CDN.`,
      'Stop caching pages: send "Cache-Control: no-cache" with HTML, so that it never points at deleted files.',
      'Let the server answer 404 for missing files below the assets folder instead of the start page.',
    ],
    snippet: { lang: 'nginx', file: 'server block', code: 'location /assets/ {\n  try_files $uri =404;\n}' },
  }
}

const messages = {
  ok: '{url} has content, and its {files:file loads|files load}',
  empty: 'Visitors of {url} see an empty page',
  files: 'Visitors of {url} may see a blank page: {count:of its files is|of its files are} missing',
  mount: '{url} is empty until its script has run',
  late: 'We could not load {count:file|files} of {url}',
  wall: '{host} refused our checker ({by}), so we could not see {url}',
  unread: 'We could not read {url} within our limits',
  failed: '{url} gave no page: {reason}',
  error: '{url} answers with an error ({status}), so its content proves nothing',
  notPage: '{url} is no web page',
  none: 'No host of the project serves a page of its own',
} as const

type Judging = { page: Page; index: number; assets: readonly Asset[]; say: Say<typeof messages> }

function placeOf({ page, index }: Judging): At {
  return { subject: url(page.url), refs: [`web.documents#/pages/${index}`] }
}

/** What stands between us and the content of a page; undefined when nothing does. */
function sayUnseen(judging: Judging): Finding | undefined {
  const { page, say } = judging
  const at = placeOf(judging)
  const link = page.finalUrl
  if (page.outcome === 'wall') return say.unknown('wall', { host: page.host, by: page.wall, url: link }, at)
  if (page.outcome === 'unread') return say.unknown('unread', { url: link }, at)
  if (page.outcome === 'failed' || page.outcome === 'not-looked')
    return say.unknown('failed', { url: link, reason: pageFailureWords(page) }, at)
  if (page.status !== null && page.status >= 500) return say.unknown('error', { url: link, status: page.status }, at)
  const noPage = page.facts === null || (page.status !== null && page.status >= 300)
  return noPage ? say.notApplicable('notPage', { url: link }, at) : undefined
}

function emptyFix(link: string): Fix {
  return {
    effort: 'M',
    steps: [
      `Open ${link} in a private window and read the errors in the console.`,
      'Look at the server log of the same minute: an empty answer usually means a crash or a missing variable.',
      'Compare the variables of the build with those of the running app, then deploy again.',
    ],
  }
}

function mountFix(link: string): Fix {
  return {
    effort: 'M',
    steps: [
      `Render the first page on the server, or add a <noscript> text to ${link}.`,
      'Watch for errors of that script: when it fails, visitors see nothing at all.',
    ],
  }
}

function judgePage(judging: Judging): Finding {
  const { page, say } = judging
  const unseen = sayUnseen(judging)
  if (unseen !== undefined) return unseen
  const at = placeOf(judging)
  const link = page.finalUrl
  if (isEmpty(page)) return say.fail('empty', { url: link }, { ...at, fix: emptyFix(link) })
  const files = filesOf(page, judging.assets)
  const broken = files.filter((asset) => faultOf(asset) !== undefined)
  if (broken.length > 0) {
    const exhibits = [brokenExhibit(broken)]
    return say.fail('files', { url: link, count: broken.length }, { ...at, exhibits, fix: brokenFix(page, broken) })
  }
  const answered = files.filter((asset) => asset.outcome === 'answer')
  // Files beyond our sample prove nothing either way, unless the sample is empty.
  const late = files.filter(
    (asset) => asset.outcome !== 'answer' && (asset.outcome !== 'not-looked' || answered.length === 0),
  )
  if (late.length > 0) return say.unknown('late', { url: link, count: late.length }, at)
  if (page.facts?.emptyMount && page.facts.noscriptLength === 0)
    return say.warn('mount', { url: link }, { ...at, impact: 'medium', fix: mountFix(link) })
  return say.pass('ok', { url: link, files: answered.length }, at)
}

export default defineCheck({
  id: 'page-not-blank',
  version: 1,
  kind: 'automatic',
  title: 'Your pages show something',
  impact: 'blocker',
  why: 'When a script is missing after a deploy, visitors see a white page.',
  covers: { 'app-loads-on-correct-host': 'required' },
  raises: ['missing-env-blank-screen'],
  dependsOn: ['domain-resolves', 'https-reachable', 'critical-urls-up'],
  needs: { documents: webDocuments, assets: webAssets },
  messages,
  sources: [
    {
      label: 'HTML standard, module scripts',
      url: 'https://html.spec.whatwg.org/multipage/webappapis.html#fetch-a-single-module-script',
    },
    { label: 'RFC 9110 section 8.3', url: 'https://www.rfc-editor.org/rfc/rfc9110#section-8.3' },
  ],
  judge({ documents, assets }, say, { target }) {
    const quiet = new Set(
      target.hosts.filter((row) => row.role === 'api' || row.role === 'assets').map((row) => row.name.toLowerCase()),
    )
    const rows = documents.pages
      .map((page, index) => ({ page, index }))
      .filter(({ page }) => page.purpose !== 'linked' && (page.declared || !quiet.has(page.host)))
    if (rows.length === 0) return say.notApplicable('none', {}, { subject: project() })
    return rows.map((row) => judgePage({ ...row, assets: assets.assets, say }))
  },
})
