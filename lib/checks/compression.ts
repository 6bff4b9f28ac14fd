import type { Exhibit, Finding, Fix } from '../engine/finding'
import { host as hostSubject, project, url as urlSubject } from '../engine/subject'
import { webFiles } from '../evidence/web-files'
import { webHeads } from '../evidence/web-heads'
import { webJson } from '../evidence/web-json'
import { compressionVariants } from './shared/config/compression'
import { defineCheck } from './shared/define'
import { headValues, isShown, unseenHead } from './shared/head-look'

/** Below this a compressed answer needs as many packets as a plain one. */
const SMALL = 1400
const LARGE = 50_000

type Text = {
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

const COMPRESSES =
  /^(?:text\/|application\/(?:(?:x-)?javascript|json|manifest\+json|xml|[\w.+-]+\+(?:json|xml))|image\/svg)/i

function isPlain({ encoding }: Text): boolean {
  return encoding === '' || /^identity$/i.test(encoding.trim())
}

/** Codings we ask for; of others browsers may know more than we do, and names that are none they pass over. */
function isAsked(undecoded: string): boolean {
  return undecoded.split(',').every((coding) => /^(?:gzip|br)$/.test(coding.trim()))
}

function mayBeShared({ cacheControl }: Text): boolean {
  return /\bpublic\b|\bs-maxage\s*=\s*[1-9]/i.test(cacheControl) && !/\b(?:private|no-store)\b/i.test(cacheControl)
}

function variesByEncoding({ vary }: Text): boolean {
  return vary.split(',').some((name) => /^(?:accept-encoding|\*)$/i.test(name.trim()))
}

function fixFor(host: string): Fix {
  return {
    effort: 'S',
    steps: [
      `Compress HTML, CSS, JavaScript, JSON and SVG of ${host} with brotli or gzip, and send "Vary: Accept-Encoding" with them.`,
    ],
    snippet: { lang: 'http', code: 'Content-Encoding: br\nVary: Accept-Encoding' },
    variants: compressionVariants(host),
  }
}

function exhibitOf(text: Text): Exhibit {
  const headers: [string, string][] = [
    ['content-type', text.contentType],
    ['content-encoding', text.encoding],
    ['vary', text.vary],
    ['cache-control', text.cacheControl],
  ]
  return {
    kind: 'http',
    title: `${text.wireBytes} bytes sent for ${text.bytes} bytes of text`,
    request: { method: 'GET', url: text.url },
    headers: headers.filter(([, value]) => value !== ''),
  }
}

const kilobytes = (bytes: number): number => Math.max(1, Math.round(bytes / 1000))

export default defineCheck({
  id: 'compression',
  version: 3,
  kind: 'automatic',
  title: 'Text travels compressed',
  impact: 'medium',
  why: 'Without compression pages need three to five times as long on a phone.',
  covers: { 'edge-proxy-on-public-assets': 'supporting' },
  dependsOn: ['domain-resolves', 'https-reachable', 'page-not-blank'],
  needs: { heads: webHeads, files: webFiles, json: webJson },
  messages: {
    ok: '{count:text answer|text answers} of {host} travel compressed',
    large: 'Visitors wait for {size} kB that could be a third: {url} is not compressed',
    plain: '{url} is not compressed ({size} kB)',
    broken: 'Browsers cannot read {url}: it is not compressed as it says ({encoding})',
    vary: 'Caches may give {url} to browsers that cannot read it: Vary is missing',
    unseen: 'We could not see the text of {url}: {reason}',
    tiny: 'The project serves no text that is worth compressing',
  },
  sources: [
    { label: 'RFC 9110 section 8.4', url: 'https://www.rfc-editor.org/rfc/rfc9110#section-8.4' },
    { label: 'RFC 9110 section 12.5.5', url: 'https://www.rfc-editor.org/rfc/rfc9110#section-12.5.5' },
  ],
  judge({ heads, files, json }, say) {
    const biggest = files.files
      .filter(({ kind }) => kind === 'script')
      .toSorted((a, b) => b.bytes - a.bytes || (a.url < b.url ? -1 : 1))[0]?.url
    const pages = heads.pages.flatMap((head, index): Text[] => {
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
    const texts: Text[] = [
      ...pages,
      ...files.files.map((file, index) => ({ ...file, grave: file.url === biggest, ref: `web.files#/files/${index}` })),
      ...json.samples
        .filter(({ url }) => pages.every((page) => page.url !== url))
        .map((sample, index) => ({
          ...sample,
          kind: 'data' as const,
          grave: false,
          ref: `web.json#/samples/${index}`,
        })),
    ]
    const unseen = heads.pages.findIndex((head) => !isShown(head) && head.outcome !== 'answer')
    if (texts.length === 0) {
      const head = heads.pages[unseen]
      if (head === undefined) return say.notApplicable('tiny', {}, { subject: project() })
      return say.unknown(
        'unseen',
        { url: head.url, reason: unseenHead(head) },
        { subject: hostSubject(head.host), refs: [`web.heads#/pages/${unseen}`] },
      )
    }
    const worth = texts.filter(
      (text) => text.undecoded !== '' || (text.bytes > SMALL && COMPRESSES.test(text.contentType)),
    )
    if (worth.length === 0) return say.notApplicable('tiny', {}, { subject: project() })
    const findings: Finding[] = []
    const good = new Map<string, string[]>()
    for (const text of worth) {
      const { url, host, encoding } = text
      const size = kilobytes(text.bytes)
      const at = { subject: urlSubject(url), refs: [text.ref], exhibits: [exhibitOf(text)], fix: fixFor(host) }
      if (text.undecoded !== '' && !isAsked(text.undecoded)) {
        const reason = `it is written as "${text.undecoded}", which we did not ask for`
        findings.push(say.unknown('unseen', { url, reason }, { ...at, fix: undefined }))
      } else if (text.undecoded !== '') findings.push(say.fail('broken', { url, encoding }, at))
      else if (isPlain(text) && text.grave && text.bytes > LARGE) findings.push(say.fail('large', { url, size }, at))
      else if (isPlain(text))
        findings.push(say.warn('plain', { url, size }, { ...at, impact: text.bytes > LARGE ? 'medium' : 'low' }))
      else if (mayBeShared(text) && !variesByEncoding(text))
        findings.push(say.warn('vary', { url }, { ...at, impact: 'low' }))
      else good.set(host, [...(good.get(host) ?? []), text.ref])
    }
    for (const [host, refs] of good)
      findings.push(
        say.pass('ok', { host, count: refs.length }, { subject: hostSubject(host), refs: refs.slice(0, 20) }),
      )
    return findings
  },
})
