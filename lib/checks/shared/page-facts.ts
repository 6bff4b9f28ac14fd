import { Parser } from 'htmlparser2'

export type PageFacts = { title: string; canonicals: string[]; hasPasswordField: boolean }

// An unclosed tag costs the parser time in proportion to the depth, so the cap bounds hostile pages.
const MAX_TEXT = 128 * 1024
const MAX_TITLE = 300
const MAX_CANONICALS = 5

/**
 * Title, canonical links (absolute, RFC 6596) and whether there is a password field, read in one
 * pass over at most 128 KiB of a page. Never throws, whatever the text is.
 */
export function readPageFacts(text: string, pageUrl: string): PageFacts {
  const facts: PageFacts = { title: '', canonicals: [], hasPasswordField: false }
  let titleDepth = 0
  let titleSeen = false
  let inert = 0
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (name === 'svg' || name === 'template' || name === 'noscript') inert += 1
        if (inert > 0) return
        if (name === 'title' && !titleSeen) titleDepth = 1
        if (name === 'input' && attributes.type?.toLowerCase() === 'password') facts.hasPasswordField = true
        if (name === 'link' && facts.canonicals.length < MAX_CANONICALS) {
          const rels = (attributes.rel ?? '').toLowerCase().split(/\s+/)
          const target = rels.includes('canonical') ? URL.parse(attributes.href ?? '', pageUrl) : null
          if (target !== null && attributes.href !== undefined) facts.canonicals.push(target.href.slice(0, 2048))
        }
      },
      ontext(data) {
        if (titleDepth > 0 && facts.title.length < MAX_TITLE * 4) facts.title += data.slice(0, MAX_TITLE * 4)
      },
      onclosetag(name) {
        if (name === 'svg' || name === 'template' || name === 'noscript') inert = Math.max(0, inert - 1)
        if (name === 'title' && titleDepth > 0) {
          titleDepth = 0
          titleSeen = true
        }
      },
    },
    { decodeEntities: true, lowerCaseTags: true },
  )
  parser.write(text.slice(0, MAX_TEXT))
  parser.end()
  facts.title = facts.title.replace(/\s+/g, ' ').trim().slice(0, MAX_TITLE).toWellFormed()
  return facts
}
