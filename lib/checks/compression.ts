import type { Exhibit, Finding, Fix } from '../engine/finding'
import type { Immutable } from '../engine/immutable'
import { outcomeOf } from '../engine/need'
import { host as hostSubject, project, url as urlSubject } from '../engine/subject'
import { webFiles } from '../evidence/web-files'
import { webHeads } from '../evidence/web-heads'
import { type WebIdentity, webIdentity } from '../evidence/web-identity'
import { webJson } from '../evidence/web-json'
import { compressionVariants } from './shared/config/compression'
import { defineCheck } from './shared/define'
import { isShown, unseenHead } from './shared/head-look'
import { isPlain, mixesVersions, type TextAnswer, textAnswers } from './shared/text-answer'

/** Below this a compressed answer needs as many packets as a plain one. */
const SMALL = 1400
const LARGE = 50_000

const COMPRESSES =
  /^(?:text\/|application\/(?:(?:x-)?javascript|json|manifest\+json|xml|[\w.+-]+\+(?:json|xml))|image\/svg)/i

/** Codings we ask for; of others browsers may know more than we do, and names that are none they pass over. */
function isAsked(undecoded: string): boolean {
  return undecoded.split(',').every((coding) => /^(?:gzip|br)$/.test(coding.trim()))
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

function exhibitOf(text: TextAnswer): Exhibit {
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

function plainExhibit({ url, status, encoding, vary, wireBytes }: Immutable<WebIdentity>['asked'][number]): Exhibit {
  const headers: [string, string][] = [
    ['content-encoding', encoding],
    ['vary', vary],
  ]
  return {
    kind: 'http',
    title: 'Asked for without compression',
    request: { method: 'GET', url },
    ...(status === null ? {} : { status }),
    headers: headers.filter(([, value]) => value !== ''),
    note: isPlain({ encoding })
      ? `It comes plain then (${wireBytes} bytes): there are two versions, and caches are not told.`
      : `It comes as "${encoding}" all the same: whoever cannot read that gets nothing.`,
  }
}

const kilobytes = (bytes: number): number => Math.max(1, Math.round(bytes / 1000))

export default defineCheck({
  id: 'compression',
  version: 4,
  kind: 'automatic',
  title: 'Text travels compressed',
  impact: 'medium',
  why: 'Without compression pages need three to five times as long on a phone.',
  covers: { 'edge-proxy-on-public-assets': 'supporting' },
  dependsOn: ['domain-resolves', 'https-reachable', 'page-not-blank'],
  needs: { heads: webHeads, files: webFiles, json: webJson, identity: outcomeOf(webIdentity) },
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
  judge({ heads, files, json, identity }, say) {
    const texts = textAnswers({ heads, files, json })
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
      else if (mixesVersions(text)) {
        const plain = identity.status === 'ok' ? identity.value.asked.find((asked) => asked.url === url) : undefined
        const exhibits = [exhibitOf(text), ...(plain?.outcome === 'answer' ? [plainExhibit(plain)] : [])]
        findings.push(say.warn('vary', { url }, { ...at, exhibits, impact: 'low' }))
      } else good.set(host, [...(good.get(host) ?? []), text.ref])
    }
    for (const [host, refs] of good)
      findings.push(
        say.pass('ok', { host, count: refs.length }, { subject: hostSubject(host), refs: refs.slice(0, 20) }),
      )
    return findings
  },
})
