import { activeRedirect, lastWord, type ParsedSpf, parseSpf, type SpfMechanism, type SpfTerm } from './parse'

/** Things in a record that are legal and cost nothing today, but help nobody. */
export type Untidy = { kind: 'ptr' | 'after-all' | 'redirect-ignored' | 'duplicate' | 'upper-case'; terms: string[] }

function bare(term: SpfTerm): string {
  return term.text.replace(/^\+/, '').toLowerCase()
}

function isMechanism(term: SpfTerm): term is SpfMechanism {
  return term.kind === 'mechanism'
}

function duplicates(parsed: ParsedSpf): string[] {
  const names = parsed.terms.filter(isMechanism).map(bare)
  return [...new Set(names.filter((name, at) => names.indexOf(name) < at))]
}

/** The untidy spots of one record that has no errors, in a fixed order. */
export function untidySpots(text: string): Untidy[] {
  const parsed = parseSpf(text)
  const all = lastWord(parsed)
  const spots: Untidy[] = [
    {
      kind: 'ptr',
      terms: parsed.terms.filter((term) => isMechanism(term) && term.name === 'ptr').map((term) => term.text),
    },
    {
      kind: 'after-all',
      terms:
        all === undefined
          ? []
          : parsed.terms.filter((term) => isMechanism(term) && term.column > all.column).map((term) => term.text),
    },
    {
      kind: 'redirect-ignored',
      terms:
        activeRedirect(parsed) === undefined
          ? parsed.terms.filter((term) => term.name === 'redirect').map((term) => term.text)
          : [],
    },
    { kind: 'duplicate', terms: duplicates(parsed) },
    {
      kind: 'upper-case',
      // The letters of macros mean something else when they are upper case.
      terms: text.split(' ').filter((word) => /[A-Z]/.test(word) && !word.includes('%')),
    },
  ]
  return spots.filter((spot) => spot.terms.length > 0)
}

/** Includes of the record itself. */
export function includesOf(text: string): SpfMechanism[] {
  return parseSpf(text).terms.filter((term): term is SpfMechanism => isMechanism(term) && term.name === 'include')
}
