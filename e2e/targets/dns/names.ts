/** Whether a name is written in full (has a dot). */
export function isAbsolute(name: string): boolean {
  return name.includes('.')
}

/** Whether `name` is `zone` or below it; both in lower case, the root is `.`. */
export function isWithin(name: string, zone: string): boolean {
  return zone === '.' || name === zone || name.endsWith(`.${zone}`)
}

/** The name and all names above it, deepest first, ending with the root. */
export function ancestors(name: string): string[] {
  if (name === '.') return ['.']
  const labels = name.split('.')
  return [...labels.map((_label, index) => labels.slice(index).join('.')), '.']
}
