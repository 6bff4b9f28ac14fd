const FRAMEWORK_PATH = /\/(?:_next\/static|_nuxt|_astro|_app\/immutable|build\/assets|static\/chunks)\//
const VERSION_SEGMENT = /(?:^|\/)v?\d+\.\d+\.\d+(?:[-+][\w.]+)?(?=\/)|@\d+\.\d+\.\d+(?=\/)/
const QUERY_NAME = /^(?:v|ver|version|hash|h|dpl|id|t|rev|_)$/
const SUFFIXES = /\.(?:min|bundle|chunk|module|legacy|prod)$/
const DATE = /^(?:\d{4}-\d{2}-\d{2}|(?:19|20)\d{6}|(?:19|20)\d{2})$/
const SIZE = /^\d+x\d+$/

function entropy(text: string): number {
  const counts = new Map<string, number>()
  for (const char of text) counts.set(char, (counts.get(char) ?? 0) + 1)
  return [...counts.values()].reduce((sum, count) => sum - (count / text.length) * Math.log2(count / text.length), 0)
}

function stemOf(pathname: string): string {
  let stem = (pathname.split('/').at(-1) ?? '').replace(/\.[A-Za-z0-9]{1,5}$/, '')
  while (SUFFIXES.test(stem)) stem = stem.replace(SUFFIXES, '')
  return stem
}

function tokensOf(stem: string): string[] {
  const last = stem.split(/[.\-_~]/).at(-1) ?? ''
  const tail = /[-.]([A-Za-z0-9_-]{8})$/.exec(stem)?.[1]
  return [...new Set(tail === undefined ? [last] : [last, tail])]
}

function isCamelWords(token: string): boolean {
  return /^(?:[A-Z][a-z]+)+$/.test(token) || /^[a-z]+(?:[A-Z][a-z]+)*$/.test(token)
}

function isHashToken(token: string): boolean {
  if (DATE.test(token) || SIZE.test(token) || /^v\d+$/i.test(token)) return false
  if (/^[0-9a-f]{8,}$/i.test(token) && /\d/.test(token) && /[a-f]/i.test(token) && entropy(token) >= 2) return true
  const mixed = /\d/.test(token) && /[A-Za-z]/.test(token)
  if (/^[A-Za-z0-9_-]{8,}$/.test(token) && mixed && !/^\d+-[a-z]+$/.test(token) && entropy(token) >= 2.5) return true
  if (/^[A-Z2-7]{8}$/.test(token) && entropy(token) >= 2.5) return true
  if (/^\d{10,13}$/.test(token)) return true
  const cased = /^[A-Za-z]{8,}$/.test(token) && /[a-z]/.test(token) && /[A-Z]/.test(token)
  return cased && !isCamelWords(token) && entropy(token) >= 2.5
}

export type Versioning = 'name' | 'query' | 'maybe' | 'none'

/**
 * Whether the address of a file changes with its content: by a framework path, a version or a hash in
 * the name, or weaker by a query. `maybe` is an eight-letter word that may be a hash of letters only.
 */
export function versioningOf(address: string): Versioning {
  const url = URL.parse(address)
  if (url === null) return 'none'
  if (FRAMEWORK_PATH.test(url.pathname) || VERSION_SEGMENT.test(url.pathname)) return 'name'
  const stem = stemOf(url.pathname)
  if (/^[0-9a-f]{16,}$/i.test(stem)) return 'name'
  const tokens = tokensOf(stem)
  if (tokens.some(isHashToken)) return 'name'
  if ([...url.searchParams].some(([name, value]) => QUERY_NAME.test(name) && value.length >= 4)) return 'query'
  const word = tokens.find((token) => /^[A-Za-z]{8}$/.test(token) && /[a-z]/.test(token) && /[A-Z]/.test(token))
  return word !== undefined && word !== stem ? 'maybe' : 'none'
}

function directoryOf(address: string): string {
  return address.slice(0, address.lastIndexOf('/') + 1)
}

/**
 * Which of these files are versioned. A doubtful name counts when it is a module, or when most
 * scripts and styles of its folder are versioned for sure.
 */
export function versionedFiles(files: readonly { url: string; module: boolean; kind: string }[]): Set<string> {
  const code = files.filter((file) => file.kind === 'script' || file.kind === 'stylesheet')
  const isSure = ({ url, module }: { url: string; module: boolean }): boolean => {
    const versioning = versioningOf(url)
    return versioning === 'name' || versioning === 'query' || (versioning === 'maybe' && module)
  }
  const share = (directory: string): number => {
    const judged = code.filter((file) => isSure(file) || versioningOf(file.url) === 'none')
    const siblings = judged.filter((file) => directoryOf(file.url) === directory)
    return siblings.length === 0 ? 0 : siblings.filter(isSure).length / siblings.length
  }
  const isVersioned = (file: { url: string; module: boolean }): boolean =>
    isSure(file) || (versioningOf(file.url) === 'maybe' && share(directoryOf(file.url)) >= 0.6)
  return new Set(files.filter(isVersioned).map((file) => file.url))
}
