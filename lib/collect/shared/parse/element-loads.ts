import type { Load, LoadKind } from '../../../evidence/web-facts'
import { absoluteUrl } from './places'

type Attributes = Readonly<Record<string, string>>
type Found = Pick<Load, 'kind' | 'url' | 'by' | 'module' | 'noscript'>

function candidates(srcset: string): string[] {
  // A candidate is a URL, then white space and a descriptor; commas inside a URL are not followed by a space.
  return srcset
    .split(/,\s+|\s+[\d.]+[wxh]\s*,?\s*/)
    .map((part) => part.trim().split(/\s+/)[0] ?? '')
    .filter((part) => part !== '' && part !== ',')
    .slice(0, 20)
}

const PRELOADS: Readonly<Record<string, LoadKind>> = {
  script: 'script',
  style: 'stylesheet',
  font: 'font',
  image: 'image',
  fetch: 'request',
  track: 'track',
  video: 'media',
  audio: 'media',
}

function linkKind({ rel = '', as = '' }: Attributes): LoadKind | undefined {
  const words = rel.toLowerCase().split(/\s+/)
  if (words.includes('stylesheet')) return 'stylesheet'
  if (words.includes('modulepreload')) return 'script'
  if (words.includes('preload')) return PRELOADS[as.toLowerCase()]
  if (words.includes('manifest')) return 'manifest'
  if (words.some((word) => /^(?:icon|apple-touch-icon(?:-precomposed)?|mask-icon)$/.test(word))) return 'icon'
  return undefined
}

const SOURCES: Readonly<Record<string, readonly [attribute: string, kind: LoadKind][]>> = {
  img: [['src', 'image']],
  iframe: [['src', 'frame']],
  frame: [['src', 'frame']],
  embed: [['src', 'object']],
  object: [['data', 'object']],
  audio: [['src', 'media']],
  video: [
    ['src', 'media'],
    ['poster', 'image'],
  ],
  source: [['src', 'media']],
  track: [['src', 'track']],
  image: [
    ['href', 'image'],
    ['xlink:href', 'image'],
  ],
  feimage: [
    ['href', 'image'],
    ['xlink:href', 'image'],
  ],
  use: [
    ['href', 'image'],
    ['xlink:href', 'image'],
  ],
}

const SCRIPT_TYPE = /^(?:|module|text\/(?:java|ecma)script|application\/(?:x-)?(?:java|ecma)script)$/i

function pairsOf(name: string, attributes: Attributes): [attribute: string, kind: LoadKind][] {
  if (name === 'script') return SCRIPT_TYPE.test(attributes.type?.trim() ?? '') ? [['src', 'script']] : []
  if (name === 'link') {
    const kind = linkKind(attributes)
    return kind === undefined ? [] : [['href', kind]]
  }
  if (name === 'input') return attributes.type?.toLowerCase() === 'image' ? [['src', 'image']] : []
  return [...(SOURCES[name] ?? [])]
}

/** What one element makes a browser load. Links, forms and metadata load nothing. */
export function elementLoads({
  name,
  attributes,
  base,
}: {
  name: string
  attributes: Attributes
  base: string
}): Found[] {
  const found: Found[] = []
  const add = (kind: LoadKind, value: string, by: string): void => {
    const url = value.trim() === '' ? undefined : absoluteUrl(value, base)
    if (url === undefined) return
    const module = attributes.type === 'module' || /modulepreload/i.test(attributes.rel ?? '')
    found.push({ kind, url, by, module, noscript: false })
  }
  for (const [attribute, kind] of pairsOf(name, attributes)) {
    const value = attributes[attribute]
    if (value !== undefined)
      add(kind, value, name === 'link' ? `link[rel=${(attributes.rel ?? '').slice(0, 30)}]` : `${name}[${attribute}]`)
  }
  if ((name === 'img' || name === 'source') && attributes.srcset !== undefined) {
    for (const value of candidates(attributes.srcset)) add('srcset', value, `${name}[srcset]`)
  }
  if (name === 'link' && attributes.imagesrcset !== undefined) {
    for (const value of candidates(attributes.imagesrcset)) add('srcset', value, 'link[imagesrcset]')
  }
  return found
}
