import type { Exhibit, Fix } from '../engine/finding'
import type { Immutable } from '../engine/immutable'
import { project, url } from '../engine/subject'
import { type WebAsset, webAssets } from '../evidence/web-assets'
import { type WebDocument, webDocuments } from '../evidence/web-documents'
import { defineCheck } from './shared/define'

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
  return facts.textLength === 0 && facts.scripts === 0 && !facts.metaRefresh && !shows
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
  messages: {
    ok: '{url} has content, and its {files} files load',
    empty: 'Visitors of {url} see an empty page',
    files: 'Visitors of {url} may see a blank page: {count} of its files are missing',
    mount: '{url} is empty until its script has run',
    late: 'We could not load {count} of the files of {url}',
    wall: '{host} refused our checker ({by}), so we could not see {url}',
    unread: 'We could not read {url} within our limits',
    failed: '{url} gave no page: {reason}',
    error: '{url} answers with an error ({status}), so its content proves nothing',
    notPage: '{url} is no web page',
    none: 'No host of the project serves a page of its own',
  },
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
    return rows.map(({ page, index }) => {
      const link = page.finalUrl
      const at = { subject: url(page.url), refs: [`web.documents#/pages/${index}`] }
      if (page.outcome === 'wall') return say.unknown('wall', { host: page.host, by: page.wall, url: link }, at)
      if (page.outcome === 'unread') return say.unknown('unread', { url: link }, at)
      if (page.outcome === 'failed' || page.outcome === 'not-looked')
        return say.unknown('failed', { url: link, reason: page.error?.code ?? 'our time was up' }, at)
      if (page.status !== null && page.status >= 500)
        return say.unknown('error', { url: link, status: page.status }, at)
      if (page.facts === null || (page.status !== null && page.status >= 300))
        return say.notApplicable('notPage', { url: link }, at)
      if (isEmpty(page)) {
        const steps = [
          `Open ${link} in a private window and read the errors in the console.`,
          'Look at the server log of the same minute: an empty answer usually means a crash or a missing variable.',
          'Compare the variables of the build with those of the running app, then deploy again.',
        ]
        return say.fail('empty', { url: link }, { ...at, fix: { effort: 'M', steps } })
      }
      const files = filesOf(page, assets.assets)
      const broken = files.filter((asset) => faultOf(asset) !== undefined)
      if (broken.length > 0) {
        const exhibits = [brokenExhibit(broken)]
        return say.fail('files', { url: link, count: broken.length }, { ...at, exhibits, fix: brokenFix(page, broken) })
      }
      const late = files.filter((asset) => asset.outcome !== 'answer')
      if (late.length > 0) return say.unknown('late', { url: link, count: late.length }, at)
      if (page.facts.emptyMount && page.facts.noscriptLength === 0) {
        const steps = [
          `Render the first page on the server, or add a <noscript> text to ${link}.`,
          'Watch for errors of that script: when it fails, visitors see nothing at all.',
        ]
        return say.warn('mount', { url: link }, { ...at, impact: 'medium', fix: { effort: 'M', steps } })
      }
      return say.pass('ok', { url: link, files: files.length }, at)
    })
  },
})
