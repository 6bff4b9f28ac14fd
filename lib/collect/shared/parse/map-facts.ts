import { type SecretHit, scanSecrets } from '../../../checks/shared/secrets/scan'

export type MapFacts = {
  /** A source map of version 3 (ECMA-426). */
  isMap: boolean
  /** Names of original files that could be read, in order. */
  sources: string[]
  sourceCount: number
  /** The original text itself is in it. */
  hasContent: boolean
  secrets: SecretHit[]
}

const MAX_TEXT = 64 * 1024
const MAX_SOURCES = 8
const MAX_SECRETS = 10

/** The text of a JSON string that may be cut, as far as it goes. */
function unescaped(text: string): string {
  return text
    .replace(/\\u([0-9a-fA-F]{4})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replace(/\\n/g, '\n')
    .replace(/\\t/g, '\t')
    .replace(/\\(["\\/])/g, '$1')
}

function sourcesIn(text: string): string[] {
  const start = /"sources"\s{0,20}:\s{0,20}\[/.exec(text)
  if (start === null) return []
  const from = start.index + start[0].length
  const end = text.indexOf(']', from)
  const list = text.slice(from, end < 0 ? from + 16_384 : end)
  return Array.from(list.matchAll(/"((?:[^"\\]|\\.){0,400})"/g), ([, name = '']) => unescaped(name))
}

/**
 * What a source map of which only the start was read gives away. Sources from packages are counted,
 * those of the product are named.
 */
export function readMap({ text }: { text: string }): MapFacts {
  const start = text.slice(0, MAX_TEXT).replace(/^\)\]\}'[^\n]{0,20}\n/, '')
  const has = (key: string): boolean => start.includes(`"${key}":`) || start.includes(`"${key}" :`)
  const object = /^\s{0,100}\{/.test(start)
  const cut = text.length >= MAX_TEXT || !/\}\s{0,100}$/.test(start)
  // The fields may come in any order, so of a cut map the late ones are not seen.
  const whole = (has('sources') && has('mappings')) || has('sections')
  const partly = cut && has('sources') && (has('sourcesContent') || has('names') || has('file'))
  const isMap = object && /"version"\s{0,20}:\s{0,20}"?3\b/.test(start) && (whole || partly)
  const none: MapFacts = { isMap: false, sources: [], sourceCount: 0, hasContent: false, secrets: [] }
  if (!isMap) return none
  const all = sourcesIn(start)
  const own = all.filter((name) => !/node_modules|^webpack\/|^\(/.test(name))
  const hasContent = /"sourcesContent"\s{0,20}:\s{0,20}\[\s{0,20}"/.test(start)
  const content = hasContent ? unescaped(start.slice(start.indexOf('"sourcesContent"'))) : ''
  return {
    isMap,
    sources: own.slice(0, MAX_SOURCES).map((name) => name.slice(0, 160).toWellFormed()),
    sourceCount: all.length,
    hasContent,
    secrets: scanSecrets(content).slice(0, MAX_SECRETS),
  }
}
