import { Parser } from 'htmlparser2'
import { maskUrl } from '../../../checks/shared/mask-web'
import type { HeadFacts } from '../../../evidence/web-heads'
import { createHeadEnd } from './head-end'
import { absoluteUrl } from './places'

// Head elements stand early, also where a framework streams them; the cap bounds hostile pages.
const MAX_TEXT = 128 * 1024

function clip(text: string, max: number): string {
  return text.replace(/\s+/g, ' ').trim().slice(0, max).toWellFormed()
}

function empty(): HeadFacts {
  return {
    title: '',
    lang: '',
    viewport: false,
    description: '',
    generator: '',
    robots: [],
    policies: [],
    canonicals: [],
    icons: [],
    ogTitle: '',
    ogUrls: [],
    ogImages: [],
  }
}

function push<Item>(list: Item[], item: Item, max: number): void {
  if (list.length < max) list.push(item)
}

type Attributes = Readonly<Record<string, string>>

function readMeta(facts: HeadFacts, attributes: Attributes, inHead: boolean): void {
  const name = (attributes.name ?? attributes.property ?? '').trim().toLowerCase()
  const content = attributes.content ?? ''
  // Browsers read a policy in the head only (HTML standard, 4.2.5.3).
  if (inHead && /^content-security-policy$/i.test(attributes['http-equiv'] ?? ''))
    push(facts.policies, content.slice(0, 4096), 3)
  if (name === 'viewport') facts.viewport = true
  if (name === 'description') facts.description ||= clip(content, 300)
  if (name === 'generator') facts.generator ||= clip(content, 120)
  if (name === 'robots' || name === 'googlebot') push(facts.robots, [name, clip(content, 200)], 6)
  if (name === 'og:title') facts.ogTitle ||= clip(content, 300)
  if (name === 'og:url') push(facts.ogUrls, maskUrl(content.trim()).slice(0, 2048), 3)
  if (name === 'og:image') push(facts.ogImages, maskUrl(content.trim()).slice(0, 2048), 3)
}

function readLink(facts: HeadFacts, attributes: Attributes, base: string): void {
  const rels = (attributes.rel ?? '').toLowerCase().split(/\s+/)
  const target = attributes.href === undefined ? undefined : absoluteUrl(attributes.href, base)
  if (target === undefined) return
  if (rels.includes('canonical')) push(facts.canonicals, maskUrl(target).slice(0, 2048), 3)
  if (rels.includes('icon')) push(facts.icons, maskUrl(target).slice(0, 2048), 4)
}

/** Title, language, robots rules, policies, icons and social card of a page, in one pass over its first 128 KiB. */
export function readHead(text: string, url: string): HeadFacts {
  const facts = empty()
  let base = url
  let inert = 0
  let inTitle = false
  const head = createHeadEnd()
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        head.open(name)
        if (name === 'svg' || name === 'template' || name === 'noscript') inert += 1
        if (inert > 0) return
        if (name === 'html') facts.lang ||= clip(attributes.lang ?? '', 40)
        if (name === 'base' && attributes.href !== undefined) base = absoluteUrl(attributes.href, url) ?? base
        if (name === 'title' && facts.title === '') inTitle = true
        if (name === 'meta') readMeta(facts, attributes, !head.isOver())
        if (name === 'link') readLink(facts, attributes, base)
      },
      ontext(data) {
        head.text(data)
        if (inTitle) facts.title = `${facts.title}${data}`.slice(0, 1200)
      },
      onclosetag(name) {
        head.close(name)
        if (name === 'svg' || name === 'template' || name === 'noscript') inert = Math.max(0, inert - 1)
        if (name === 'title') inTitle = false
      },
    },
    { decodeEntities: true, lowerCaseTags: true },
  )
  parser.write(text.slice(0, MAX_TEXT))
  parser.end()
  return { ...facts, title: clip(facts.title, 300) }
}
