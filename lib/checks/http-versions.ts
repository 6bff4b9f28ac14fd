import type { Finding, Fix } from '../engine/finding'
import type { Immutable } from '../engine/immutable'
import { host as hostSubject } from '../engine/subject'
import { type WebDocuments, webDocuments } from '../evidence/web-documents'
import { webEntry } from '../evidence/web-entry'
import { defineCheck } from './shared/define'
import { answerOf, failureWords, headerValues, hopExhibit, refusalOf, stateWords } from './shared/web-look'

const MANY = 10

/** How many different own files one page of a host loads: the page with the most of them. */
function filesPerPage(documents: Immutable<WebDocuments>, host: string): number {
  const counts = documents.pages
    .filter((page) => page.host === host)
    .map(({ facts }) => {
      const own = (facts?.loads ?? []).filter(
        ({ url, kind }) => kind !== 'request' && URL.parse(url)?.hostname === host,
      )
      return new Set(own.map(({ url }) => url)).size
    })
  return Math.max(0, ...counts)
}

function offersThree(values: readonly string[]): boolean {
  return values.some((value) => value.split(',').some((part) => /^\s*h3(?:-\d+)?=/i.test(part)))
}

function fixFor(host: string): Fix {
  return {
    effort: 'S',
    steps: [`Turn on HTTP/2 for ${host} at the server or network that answers its https requests.`],
    snippet: { lang: 'nginx', code: 'listen 443 ssl;\nhttp2 on;' },
    variants: [
      { provider: 'nginx 1.25.1 or newer', steps: ['Put the lines into the server block and reload.'] },
      {
        provider: 'nginx before 1.25.1',
        steps: ['Write it into the listen line and reload.'],
        snippet: { lang: 'nginx', code: 'listen 443 ssl http2;' },
      },
      {
        provider: 'Apache',
        steps: ['Turn on mod_http2 and put the line into the virtual host.'],
        snippet: { lang: 'apache', code: 'Protocols h2 http/1.1' },
      },
      { provider: 'Cloudflare', steps: ['Open Speed, Settings, Protocol Optimization and turn on HTTP/2 and HTTP/3.'] },
      {
        provider: 'AWS load balancer',
        steps: ['Open the attributes of the Application Load Balancer and turn on HTTP/2.'],
      },
    ],
  }
}

export default defineCheck({
  id: 'http-versions',
  version: 1,
  kind: 'automatic',
  title: 'Browsers may load many files at once',
  impact: 'low',
  why: 'Over the old protocol a browser fetches six files at a time, so pages with many files appear late.',
  covers: { 'edge-proxy-on-public-assets': 'supporting' },
  dependsOn: ['domain-resolves', 'https-reachable'],
  needs: { entry: webEntry, documents: webDocuments },
  messages: {
    two: '{host} speaks HTTP/2',
    three: '{host} speaks HTTP/2 and offers HTTP/3',
    few: '{host} speaks HTTP/1.1 only, enough for {count:file|files} on a page',
    many: '{host} speaks HTTP/1.1 only, and a page loads {count:file|files} from it',
    data: '{host} shows no pages, so this does not matter there',
    unseen: 'We could not see how {host} answers: {reason}',
  },
  sources: [
    { label: 'RFC 9113 (HTTP/2)', url: 'https://www.rfc-editor.org/rfc/rfc9113' },
    { label: 'RFC 9114 (HTTP/3)', url: 'https://www.rfc-editor.org/rfc/rfc9114' },
    { label: 'RFC 7838 (Alt-Svc)', url: 'https://www.rfc-editor.org/rfc/rfc7838' },
  ],
  judge({ entry, documents }, say) {
    return entry.hosts.map(({ host, roles, state, https }, index): Finding => {
      const at = { subject: hostSubject(host), refs: [`web.entry#/hosts/${index}`] }
      if (roles.includes('api') && !roles.includes('app')) return say.notApplicable('data', { host }, at)
      if (state === 'no-address') return say.notApplicable('data', { host }, at)
      if (state !== 'ok') return say.unknown('unseen', { host, reason: stateWords(state) }, at)
      const hop = https?.hops[0]
      const refusal = refusalOf(hop)
      if (refusal !== null) return say.unknown('unseen', { host, reason: `it refused our checker (${refusal})` }, at)
      if (hop === undefined || hop.status === null || hop.tls === null)
        return say.unknown('unseen', { host, reason: failureWords(hop?.error ?? https?.error ?? null) }, at)
      const shown = { ...at, exhibits: [hopExhibit(hop, ['alt-svc'], `${hop.protocol} answer of ${hop.url}`)] }
      const two = hop.tls.alpn === 'h2' || hop.protocol === 'HTTP/2'
      if (two && offersThree(headerValues(hop, 'alt-svc'))) return say.pass('three', { host }, shown)
      if (two) return say.pass('two', { host }, shown)
      // A host that only sends visitors on loads nothing.
      if (answerOf(https)?.host !== host) return say.notApplicable('data', { host }, at)
      const count = filesPerPage(documents, host)
      if (count > MANY) return say.warn('many', { host, count }, { ...shown, fix: fixFor(host) })
      return say.pass('few', { host, count }, shown)
    })
  },
})
