import { Parser } from 'htmlparser2'
import { readErrorSigns, type SeenSign } from '../../../checks/shared/error-signs'
import { absoluteUrl } from './places'

export type ErrorFacts = { textLength: number; linksHome: boolean; shell: boolean; signs: SeenSign[] }

const MAX_TEXT = 256 * 1024
const MOUNT = /^(?:root|app|__next|__nuxt|svelte|main-app|q-app)$/

function isHome(href: string, url: string): boolean {
  const target = URL.parse(absoluteUrl(href, url) ?? '')
  return (
    target !== null &&
    target.host === URL.parse(url)?.host &&
    /^\/(?:[a-z]{2}(?:-[a-z]{2})?\/?)?$/i.test(target.pathname)
  )
}

/** What an error answer shows a visitor and what it gives away, in one pass over its first 256 KiB. */
export function readErrorPage({ text, url, html }: { text: string; url: string; html: boolean }): ErrorFacts {
  const facts: ErrorFacts = { textLength: 0, linksHome: false, shell: false, signs: readErrorSigns(text) }
  if (!html) return { ...facts, textLength: text.slice(0, MAX_TEXT).trim().length }
  let unseen = 0
  let mounts = 0
  let scripts = 0
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (/^(?:script|style|template|title|noscript)$/.test(name)) unseen += 1
        if (name === 'script' && attributes.src !== undefined) scripts += 1
        if (MOUNT.test(attributes.id ?? '')) mounts += 1
        if (name === 'a' && attributes.href !== undefined && isHome(attributes.href, url)) facts.linksHome = true
      },
      ontext(data) {
        if (unseen === 0) facts.textLength += data.trim().length
      },
      onclosetag(name) {
        if (/^(?:script|style|template|title|noscript)$/.test(name)) unseen = Math.max(0, unseen - 1)
      },
    },
    { decodeEntities: true, lowerCaseTags: true },
  )
  parser.write(text.slice(0, MAX_TEXT))
  parser.end()
  return { ...facts, shell: mounts > 0 && scripts > 0 && facts.textLength < 200 }
}
