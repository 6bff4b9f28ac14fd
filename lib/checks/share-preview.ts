import type { Exhibit, Finding, Fix } from '../engine/finding'
import type { Immutable } from '../engine/immutable'
import { project, url as urlSubject } from '../engine/subject'
import { type CardPicture, webCard } from '../evidence/web-card'
import { webHeads } from '../evidence/web-heads'
import { defineCheck } from './shared/define'
import { type Head, isShown, unseenHead } from './shared/head-look'

const DEFAULT_TITLE =
  /^(?:create next app|vite(?: \+ .*)?|vite app|react app|home|untitled|document|welcome|index|nuxt(?: app)?|astro|sveltekit app|angular|my app|new tab|v0 app|lovable(?: app)?|blank app)$/i
const SMALLEST = 200

type Picture = Immutable<CardPicture> | null
type Gap = { what: string; have: string; want: string }

function isPicture(picture: NonNullable<Picture>): boolean {
  return picture.outcome === 'answer' && picture.status === 200 && picture.kind !== null
}

function isUnseen(picture: Picture): boolean {
  return picture !== null && ['wall', 'failed', 'not-looked', 'none'].includes(picture.outcome)
}

function iconGap(icon: Picture): Gap | null {
  const want = 'a picture with status 200'
  if (icon === null || isUnseen(icon)) return null
  if (icon.outcome === 'local') return { what: 'icon', have: icon.url, want }
  if (!isPicture(icon)) {
    const have =
      icon.status === 200
        ? `${icon.url}: no picture (${icon.contentType || 'no type'})`
        : `${icon.url}: ${icon.status ?? 'no answer'}`
    return { what: 'icon', have, want }
  }
  return icon.template === ''
    ? null
    : { what: 'icon', have: `the icon of ${icon.template}`, want: 'an icon of your own' }
}

function imageGap(image: Picture): Gap | null {
  const want = 'a full https address of a picture of 1200 by 630 pixels'
  const what = 'picture of the link preview (og:image)'
  if (image === null) return { what, have: 'none', want }
  if (image.outcome === 'local' || !/^https:\/\//i.test(image.written)) return { what, have: image.written, want }
  if (isUnseen(image)) return null
  if (!isPicture(image)) return { what, have: `${image.url}: ${image.status ?? 'no answer'}, no picture`, want }
  const { width, height } = image
  const isSmall = (width !== null && width < SMALLEST) || (height !== null && height < SMALLEST)
  return isSmall ? { what, have: `${width} by ${height} pixels`, want } : null
}

function textGaps(head: Head): Gap[] {
  const facts = head.facts
  if (facts === null) return []
  const gaps: (Gap | false)[] = [
    facts.title === '' && { what: 'title', have: 'none', want: 'what the product is, in a few words' },
    DEFAULT_TITLE.test(facts.title) && {
      what: 'title',
      have: facts.title,
      want: 'what the product is, in a few words',
    },
    facts.description === '' && { what: 'description', have: 'none', want: 'one or two sentences' },
    facts.ogTitle === '' && {
      what: 'title of the link preview (og:title)',
      have: 'none',
      want: 'the same as the title',
    },
    facts.lang === '' && { what: 'language', have: 'none', want: '<html lang="en">' },
    !facts.viewport && { what: 'viewport', have: 'none', want: 'width=device-width, initial-scale=1' },
  ]
  return gaps.filter((gap) => gap !== false)
}

function gapsExhibit(page: string, gaps: readonly Gap[]): Exhibit {
  return {
    kind: 'table',
    title: `What ${page} lacks`,
    columns: ['Part', 'There is', 'Wanted'],
    rows: gaps.map(({ what, have, want }) => [what, have, want]),
  }
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

function fixFor({ host, facts }: Head): Fix {
  const isOwn = facts !== null && facts.title !== '' && !DEFAULT_TITLE.test(facts.title)
  const title = isOwn && facts !== null ? facts.title.slice(0, 70) : `${host}: what it does in five words`
  const description = facts?.description || 'What visitors can do here, in one or two sentences.'
  const image = `https://${host}/card.png`
  const quoted = (text: string): string => JSON.stringify(text.slice(0, 160))
  return {
    effort: 'S',
    steps: [
      `Fill in what the table lists in the head of https://${host}/, in the HTML that the server sends: link previews run no scripts.`,
      'Make a picture of 1200 by 630 pixels that looks right without text around it.',
      'Paste the address into a chat and look at the preview.',
    ],
    snippet: {
      lang: 'html',
      code: [
        '<html lang="en">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        `<title>${escaped(title)}</title>`,
        `<meta name="description" content="${escaped(description.slice(0, 160))}">`,
        '<link rel="icon" href="/favicon.ico" sizes="any">',
        `<meta property="og:title" content="${escaped(title)}">`,
        `<meta property="og:image" content="${image}">`,
        `<meta property="og:url" content="https://${host}/">`,
      ].join('\n'),
    },
    variants: [
      {
        provider: 'Next.js',
        steps: ['Put this into the root layout, an icon at app/icon.png and a card at app/opengraph-image.png.'],
        snippet: {
          lang: 'ts',
          file: 'app/layout.tsx',
          code: `export const metadata = {\n  metadataBase: new URL('https://${host}'),\n  title: ${quoted(title)},\n  description: ${quoted(description)},\n  openGraph: { title: ${quoted(title)}, images: ['/card.png'] },\n}`,
        },
      },
      {
        provider: 'Vite',
        steps: ['Write the lines of the snippet into index.html itself: tags that a script adds are not seen.'],
      },
    ],
  }
}

const messages = {
  ok: 'Shared links to {host} show a title, a text and a picture',
  gaps: 'Shared links to {host} look unfinished: {what}',
  more: 'Shared links to {host} look unfinished: {what} and {count:more thing|more things}',
  picture: 'We could not see the {what} of {host}',
  unseen: 'We could not read {url}: {reason}',
  none: 'No host of the project shows a home page',
  private: 'The product is private, so nobody shares links to it',
} as const

export default defineCheck({
  id: 'share-preview',
  version: 1,
  kind: 'automatic',
  title: 'Shared links show a title, a text and a picture',
  impact: 'low',
  why: 'A link without title and picture is passed over in every chat and timeline where somebody shares it.',
  covers: {},
  dependsOn: ['domain-resolves', 'https-reachable', 'critical-urls-up', 'page-not-blank'],
  when: ({ profile }) => (profile.publicSite === false ? 'private' : true),
  needs: { heads: webHeads, card: webCard },
  messages,
  sources: [
    { label: 'The Open Graph protocol', url: 'https://ogp.me/' },
    { label: 'HTML standard, the head element', url: 'https://html.spec.whatwg.org/multipage/semantics.html' },
  ],
  judge({ heads, card }, say) {
    const home = heads.pages.findIndex(({ host, purpose }) => host === card.host && purpose === 'homepage')
    const head = heads.pages[home]
    if (card.host === '' || head === undefined) return say.notApplicable('none', {}, { subject: project() })
    const at = { subject: urlSubject(head.url), refs: [`web.heads#/pages/${home}`] }
    if (!isShown(head)) return say.unknown('unseen', { url: head.url, reason: unseenHead(head) }, at)
    const { host } = head
    const pictures = [
      { what: 'icon', ref: 'web.card#/icon', picture: card.icon, gap: iconGap(card.icon) },
      { what: 'picture of the link preview', ref: 'web.card#/image', picture: card.image, gap: imageGap(card.image) },
    ]
    const gaps = [...textGaps(head), ...pictures.flatMap(({ gap }) => gap ?? [])]
    const [first] = gaps
    const findings: Finding[] = []
    if (first !== undefined) {
      const refs = [...at.refs, 'web.card#/icon', 'web.card#/image']
      const seen = { ...at, refs, exhibits: [gapsExhibit(head.url, gaps)], fix: fixFor(head) }
      const what = first.have === 'none' ? `no ${first.what}` : first.what
      findings.push(
        gaps.length === 1
          ? say.warn('gaps', { host, what }, seen)
          : say.warn('more', { host, what, count: gaps.length - 1 }, seen),
      )
    }
    for (const { what, ref, picture, gap } of pictures) {
      if (isUnseen(picture) && gap === null)
        findings.push(
          say.unknown('picture', { host, what }, { subject: urlSubject(picture?.url || head.url), refs: [ref] }),
        )
    }
    return findings.length > 0 ? findings : say.pass('ok', { host }, at)
  },
})
