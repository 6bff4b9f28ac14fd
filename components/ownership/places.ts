/** Where the record of a name stands; the schemas of the contract stay out of the page. */
export function recordName(name: string): string {
  return `_launch-ready.${name}`
}

/** Where the file of a server stands. */
export const FILE_PATH = '/.well-known/launch-ready.txt'

/** The registered domain among the names of a page that a name belongs to. */
export function zoneOf(name: string, names: readonly string[]): string {
  const above = names.filter((other) => name === other || name.endsWith(`.${other}`))
  return above.toSorted((left, right) => left.length - right.length)[0] ?? name
}
