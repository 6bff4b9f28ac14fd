import type { Immutable } from '../../engine/immutable'
import type { WebFiles } from '../../evidence/web-files'
import type { WebHeads } from '../../evidence/web-heads'
import type { WebJson } from '../../evidence/web-json'
import { isSharedCacheable } from './cache-control'
import { headValues } from './head-look'

/** One text the run has read, and how it travelled. */
export type TextAnswer = {
  url: string
  host: string
  kind: 'page' | 'script' | 'stylesheet' | 'data'
  /** Home pages and the biggest script matter most. */
  grave: boolean
  contentType: string
  encoding: string
  vary: string
  cacheControl: string
  bytes: number
  wireBytes: number
  undecoded: string
  ref: string
}

type Given = { heads: Immutable<WebHeads>; files: Immutable<WebFiles>; json: Immutable<WebJson> }

/** Every page, script, style sheet and answer of the API whose way here is known. */
export function textAnswers({ heads, files, json }: Given): TextAnswer[] {
  const biggest = files.files
    .filter(({ kind }) => kind === 'script')
    .toSorted((a, b) => b.bytes - a.bytes || (a.url < b.url ? -1 : 1))[0]?.url
  const pages = heads.pages.flatMap((head, index): TextAnswer[] => {
    const one = (name: string): string => headValues(head, name).join(', ')
    const at = { url: head.url, host: head.host, kind: 'page' as const, grave: head.purpose === 'homepage' }
    const sizes = { bytes: head.bytes, wireBytes: head.wireBytes, undecoded: head.undecoded }
    const headers = {
      contentType: one('content-type'),
      encoding: one('content-encoding'),
      vary: one('vary'),
      cacheControl: one('cache-control'),
    }
    return head.outcome === 'answer' && head.status === 200
      ? [{ ...at, ...headers, ...sizes, ref: `web.heads#/pages/${index}` }]
      : []
  })
  return [
    ...pages,
    ...files.files.map((file, index) => ({ ...file, grave: file.url === biggest, ref: `web.files#/files/${index}` })),
    ...json.samples
      .filter(({ url }) => pages.every((page) => page.url !== url))
      .map((sample, index) => ({ ...sample, kind: 'data' as const, grave: false, ref: `web.json#/samples/${index}` })),
  ]
}

/** Whether the text came as it is, without compression. */
export function isPlain({ encoding }: Pick<TextAnswer, 'encoding'>): boolean {
  return encoding === '' || /^identity$/i.test(encoding.trim())
}

/** Whether caches may give a compressed text to whoever asks next, since nothing tells them that there are versions. */
export function mixesVersions(text: TextAnswer): boolean {
  const { cacheControl, vary } = text
  const blank = { cdnCacheControl: [], expires: '', date: '', age: '', etag: '', lastModified: '', status: [] }
  const cache = { ...blank, cacheControl: [cacheControl], vary }
  const varies = vary.split(',').some((name) => /^(?:accept-encoding|\*)$/i.test(name.trim()))
  return !isPlain(text) && !varies && isSharedCacheable(cache)
}
