import type { ChangeLabel } from './compare'

export const CHANGE_WORDS: Readonly<Record<ChangeLabel, string>> = {
  fixed: 'Fixed',
  worse: 'Worse',
  new: 'New',
  unchanged: 'Still open',
  changed: 'Changed',
  unverified: 'No longer proven',
  gone: 'Gone',
  'rule-changed': 'Rule changed',
  'first-checked': 'First checked',
}

/** The order in which people want to read changes. */
export const CHANGE_ORDER: readonly ChangeLabel[] = [
  'worse',
  'new',
  'first-checked',
  'fixed',
  'unchanged',
  'changed',
  'unverified',
  'rule-changed',
  'gone',
]

/** One line for a client: "9 fixed, 1 new, 3 still open". Labels that did not occur are left out. */
export function changeSummary(labels: readonly ChangeLabel[]): string {
  const said = CHANGE_ORDER.flatMap((label) => {
    const number = labels.filter((one) => one === label).length
    return number === 0 ? [] : [`${number} ${CHANGE_WORDS[label].toLowerCase()}`]
  })
  return said.length === 0 ? 'Nothing changed' : said.join(', ')
}
