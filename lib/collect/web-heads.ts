import { createHash } from 'node:crypto'
import { environmentMarksOfPage } from '../checks/shared/environment-marks'
import { maskHeader } from '../checks/shared/mask-web'
import { webHostsOf } from '../checks/shared/web-hosts'
import type { Immutable } from '../engine/immutable'
import { type WebDocument, webDocuments } from '../evidence/web-documents'
import { MAX_HEADER, type WebHead, webHeads } from '../evidence/web-heads'
import type { Exchange, HeaderList } from '../net/http-types'
import { byDeadline } from './shared/by-deadline'
import { defineCollector } from './shared/define'
import { readHead } from './shared/parse/head-facts'
import { fetchTwice } from './shared/second-look'

const JUDGED =
  /^(?:content-security-policy(?:-report-only)?|x-frame-options|x-content-type-options|referrer-policy|permissions-policy|x-xss-protection|expect-ct|public-key-pins|server|x-powered-by|x-aspnet(?:mvc)?-version|x-generator|x-robots-tag|content-type|content-encoding|vary|cache-control|alt-svc|etag|last-modified|set-cookie|access-control-allow-origin)$/i

/** Equal nonces stay equal without being kept. */
function withoutNonces(policy: string): string {
  return policy.replace(
    /'nonce-([^']*)'/gi,
    (_, value: string) => `'nonce-${createHash('sha256').update(value).digest('hex').slice(0, 12)}'`,
  )
}

/** The headers some check judges, bounded, without cookie values and nonces. */
function judgedHeaders(headers: HeaderList): [string, string][] {
  return headers
    .filter(([name]) => JUDGED.test(name))
    .slice(0, 40)
    .map(([name, value]) => [
      name.slice(0, 60),
      withoutNonces(maskHeader(name, value)).slice(0, MAX_HEADER).toWellFormed(),
    ])
}

type Page = Immutable<WebDocument>

function readAnswer(page: Page, exchange: Exchange, roles: WebHead['roles']): WebHead {
  const blank: WebHead = {
    url: page.finalUrl,
    host: page.host,
    roles,
    purpose: page.purpose,
    outcome: 'failed',
    status: null,
    page: false,
    protocol: '',
    alpn: '',
    headers: [],
    wireBytes: 0,
    bytes: 0,
    undecoded: '',
    facts: null,
    innerUrls: [],
    testAccounts: [],
  }
  if (!exchange.ok) return blank
  const { response } = exchange
  const isPage = page.outcome === 'page' && response.body.text !== null
  const facts = isPage ? readHead(response.body.text ?? '', page.finalUrl) : null
  return {
    ...blank,
    outcome: response.blocked ? 'wall' : 'answer',
    status: response.status,
    page: isPage,
    protocol: response.protocol.slice(0, 10),
    alpn: exchange.tls?.alpn.slice(0, 20) ?? '',
    headers: judgedHeaders(response.headers),
    wireBytes: response.body.wireBytes,
    bytes: response.body.decodedBytes,
    undecoded: response.body.undecoded?.slice(0, 40) ?? '',
    facts: facts === null ? null : { ...facts, policies: facts.policies.map(withoutNonces) },
    ...environmentMarksOfPage(isPage ? (response.body.text ?? '') : ''),
  }
}

/** Whether the run has this answer already: its address was kept whole. */
function isKnown({ outcome, finalUrl, status }: Page): boolean {
  return status !== null && outcome !== 'failed' && outcome !== 'not-looked' && !finalUrl.includes('***')
}

export default defineCollector(webHeads, {
  needs: { documents: webDocuments },
  lane: 'local',
  timeoutMs: 30_000,
  async collect({ documents }, { net, target, softDeadline }) {
    const roles = new Map(webHostsOf(target).map((row) => [row.host, row.roles]))
    const pages = await Promise.all(
      documents.pages.filter(isKnown).map(async (page) => {
        const exchange = await byDeadline(softDeadline, fetchTwice(net.http, { url: page.finalUrl }), null)
        return exchange === null ? [] : [readAnswer(page, exchange, [...(roles.get(page.host) ?? [])])]
      }),
    )
    return { pages: pages.flat(), site: documents.site }
  },
})
