import { activeRedirect, lastWord, type ParsedSpf, parseSpf, type SpfMechanism, type SpfMechanismName } from './parse'

const ORDER: readonly SpfMechanismName[] = ['ip4', 'ip6', 'a', 'mx', 'include', 'exists']

function bare(text: string): string {
  return text.replace(/^\+/, '').toLowerCase()
}

function mechanismsOf(parsed: ParsedSpf): SpfMechanism[] {
  const all = lastWord(parsed)
  return parsed.terms.filter(
    (term): term is SpfMechanism =>
      term.kind === 'mechanism' && term.name !== 'all' && (all === undefined || term.column < all.column),
  )
}

function ordered(terms: readonly SpfMechanism[]): string[] {
  const unique = new Map(terms.filter((term) => term.name !== 'ptr').map((term) => [bare(term.text), term]))
  // A term that refuses works only in front of what it takes out, so such a record keeps its order.
  const isPlain = [...unique.values()].every((term) => term.qualifier === '+')
  const rank = (term: SpfMechanism): number => (isPlain ? ORDER.indexOf(term.name) : 0)
  return [...unique.values()]
    .sort((left, right) => rank(left) - rank(right))
    .map((term) => term.text.replace(/^\+/, ''))
}

/** The explanation and whatever else stands beside the terms; it never changes who may send. */
function besides(parsed: ParsedSpf): string[] {
  return parsed.terms.flatMap((term) => (term.kind === 'modifier' && term.name !== 'redirect' ? [term.text] : []))
}

/**
 * A clean SPF record: what was right in the old one without `ptr`, doubles, terms after `all` and the
 * dropped terms, plus the added includes. A record that ends in a redirect keeps it.
 */
export function composeSpf({
  record = 'v=spf1',
  add = [],
  drop = [],
  last,
}: {
  record?: string
  add?: readonly string[]
  drop?: readonly string[]
  last?: '~all' | '-all'
}): string {
  const parsed = parseSpf(record)
  const dropped = new Set(drop.map(bare))
  const kept = mechanismsOf(parsed).filter((term) => !dropped.has(bare(term.text)))
  const added = parseSpf(['v=spf1', ...add.map((name) => `include:${name}`)].join(' '))
  const terms = ordered([...kept, ...mechanismsOf(added)])
  const redirect = last === undefined ? activeRedirect(parsed)?.text : undefined
  const own = lastWord(parsed)
  const strict = own?.qualifier === '-' || own?.qualifier === '~' ? own.text.toLowerCase() : '~all'
  return ['v=spf1', ...terms, redirect ?? last ?? strict, ...besides(parsed)].join(' ')
}

/** What a redirect leads to, as the include it has to become once something stands behind it. */
function followed(parsed: ParsedSpf): SpfMechanism[] {
  const target = activeRedirect(parsed)?.value
  return target === undefined ? [] : mechanismsOf(parseSpf(`v=spf1 include:${target}`))
}

/** One record out of several: all their terms, and `-all` only where every one of them ends so. */
export function mergeSpf(records: readonly string[]): string {
  const parsed = records.map(parseSpf)
  const last = parsed.every((entry) => lastWord(entry)?.qualifier === '-') ? '-all' : '~all'
  return ['v=spf1', ...ordered(parsed.flatMap((entry) => [...mechanismsOf(entry), ...followed(entry)])), last].join(' ')
}

/** The record with its broken terms replaced by what was probably meant; the rest stays as it is. */
export function repairSpf(record: string): string {
  const parsed = parseSpf(record)
  let text = record
  for (const error of [...parsed.errors].reverse()) {
    const from = error.column - 1
    const splits = /[:=]$/.test(error.term) && error.replacement !== undefined
    const rest = text.slice(from + error.term.length)
    // A term that was torn apart by a space takes the next word with it.
    const tail = splits ? rest.replace(/^ +[^ ]+/, '') : rest
    text = `${text.slice(0, from)}${error.replacement ?? ''}${tail}`
  }
  return text.replace(/ {2,}/g, ' ').trim()
}

/** A term that holds two terms because the space between them is missing; both halves, else undefined. */
export function splitJoined(term: string): [string, string] | undefined {
  const match = /^([+\-~?]?(?:include|redirect|exists|a|mx)[:=].+?)((?:include|exists|ip4|ip6):.+|redirect=.+)$/i.exec(
    term,
  )
  return match?.[1] === undefined || match[2] === undefined ? undefined : [match[1], match[2]]
}
