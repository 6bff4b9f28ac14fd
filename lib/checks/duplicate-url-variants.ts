import type { Exhibit, Finding, Fix } from '../engine/finding'
import type { Immutable } from '../engine/immutable'
import type { At, Say } from '../engine/say'
import { project, url as urlSubject } from '../engine/subject'
import { type UrlVariant, type VariantPage, webVariants } from '../evidence/web-variants'
import { oneSpellingVariants } from './shared/config/slash'
import { defineCheck } from './shared/define'
import { hostRedirectFix } from './shared/web-fixes'
import { hostOfUrl } from './shared/web-hosts'

type Page = Immutable<VariantPage>
type Variant = Immutable<UrlVariant>

const WORDS: Readonly<Record<Variant['kind'], string>> = {
  slash: 'slash at the end',
  index: 'file name',
  case: 'upper case',
  host: 'other host',
}

function whatOf({ status, same, outcome }: Variant): string {
  if (status === null) return outcome === 'not-looked' ? 'not looked' : 'no answer'
  if (status >= 300 && status < 400) return `${status}, redirects`
  return status === 200 ? (same ? '200, the same page' : '200, another page') : String(status)
}

function exhibitOf(page: Page): Exhibit {
  return {
    kind: 'table',
    title: `Spellings of ${page.url}`,
    columns: ['Address', 'Difference', 'Answer', 'Canonical link'],
    rows: [
      [page.url, 'as linked', '200', page.canonical || 'none'],
      ...page.variants.map((one) => [one.url, WORDS[one.kind], whatOf(one), one.canonical || 'none']),
    ],
  }
}

function spellingFix(page: Page, variant: Variant): Fix {
  if (variant.kind === 'host') return hostRedirectFix(hostOfUrl(variant.url), page.host)
  return {
    effort: 'S',
    steps: [
      `Choose ${page.url} as the one address and redirect ${variant.url} to it for good.`,
      'Where a redirect is not possible, put the line below into the head of the page under every spelling.',
    ],
    snippet: { lang: 'html', code: `<link rel="canonical" href="${page.url}">` },
    variants: oneSpellingVariants(page.host),
  }
}

/** Whether search engines learn from both copies which address counts (RFC 6596). */
function isSettled(page: Page, variant: Variant): boolean {
  return variant.noindex || (page.canonical !== '' && page.canonical === variant.canonical)
}

const messages = {
  ok: '{url} has one address; other spellings lead to it or to nothing',
  twice: '{url} and {other} show the same page, and neither says which counts',
  slashMissing: 'Links to {other} break while {url} works',
  broken: 'Links to {other} end in an error ({status}) while {url} works',
  unsteady: 'We could not tell what {other} does: {host} fails now and then',
  unseen: 'We could not see what {other} does',
  wall: '{host} refused our checker, so we could not see other spellings of {url}',
  shell: '{host} answers every address with one page, so spellings prove nothing',
  none: 'No page of the project answers yet',
} as const

type Judging = { page: Page; at: At; say: Say<typeof messages>; unsteady: boolean }

function judgeVariant(variant: Variant, { page, at, say, unsteady }: Judging): Finding | undefined {
  const { url, host } = page
  const other = variant.url
  const status = variant.status ?? 0
  if (variant.outcome === 'wall' || status === 429) return say.unknown('wall', { host, url }, at)
  if (variant.outcome !== 'answer') return say.unknown('unseen', { other }, at)
  const fixed = { ...at, fix: spellingFix(page, variant) }
  if (status >= 500) {
    return unsteady ? say.unknown('unsteady', { other, host }, at) : say.fail('broken', { url, other, status }, fixed)
  }
  if (variant.kind === 'slash' && (status === 404 || status === 410))
    return say.warn('slashMissing', { url, other }, { ...fixed, impact: 'low' })
  return status === 200 && variant.same && !isSettled(page, variant)
    ? say.warn('twice', { url, other }, fixed)
    : undefined
}

function judgePage(judging: Judging): Finding[] {
  const { page, at, say } = judging
  const found = page.variants.map((variant) => judgeVariant(variant, judging)).filter((one) => one !== undefined)
  const [first] = found
  if (page.shell && page.variants.length === 0) return [say.notApplicable('shell', { host: page.host }, at)]
  // A wall stands in front of all spellings alike.
  if (first !== undefined && found.every(({ code }) => code === 'wall')) return [first]
  return found.length > 0 ? found : [say.pass('ok', { url: page.url }, at)]
}

export default defineCheck({
  id: 'duplicate-url-variants',
  version: 1,
  kind: 'automatic',
  title: 'Each page has one address',
  impact: 'medium',
  why: 'Two addresses for one page split visitor statistics and weaken the place in search results.',
  covers: { 'canonical-host-single': 'supporting' },
  raises: ['duplicate-urls-split-analytics'],
  dependsOn: ['domain-resolves', 'https-reachable', 'page-not-blank', 'canonical-host'],
  needs: { variants: webVariants },
  messages,
  sources: [
    { label: 'RFC 3986 section 6.2.3', url: 'https://www.rfc-editor.org/rfc/rfc3986#section-6.2.3' },
    { label: 'RFC 6596 (canonical link)', url: 'https://www.rfc-editor.org/rfc/rfc6596' },
  ],
  judge({ variants }, say) {
    if (variants.pages.length === 0) return say.notApplicable('none', {}, { subject: project() })
    return variants.pages.flatMap((page, index) => {
      const at = {
        subject: urlSubject(page.url),
        refs: [`web.variants#/pages/${index}`],
        exhibits: [exhibitOf(page)],
      }
      return judgePage({ page, at, say, unsteady: variants.unsteady })
    })
  },
})
