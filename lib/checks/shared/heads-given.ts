import type { WebFile, WebFiles } from '../../evidence/web-files'
import type { HeadFacts, WebHead, WebHeads } from '../../evidence/web-heads'

/** The head of a page with nothing to blame, changed as told. For tests. */
export function headFacts(change: Partial<HeadFacts> = {}): HeadFacts {
  return {
    title: 'Acme: plan your week',
    lang: 'en',
    viewport: true,
    description: 'Plan your week in five minutes.',
    generator: '',
    robots: [],
    policies: [],
    canonicals: ['https://acme.io/'],
    icons: ['https://acme.io/favicon.svg'],
    ogTitle: 'Acme',
    ogUrls: ['https://acme.io/'],
    ogImages: ['https://acme.io/card.png'],
    ...change,
  }
}

/** The home page of acme.io with the given headers. For tests. */
export function headOf(headers: [string, string][] = [], change: Partial<WebHead> = {}): WebHead {
  return {
    url: 'https://acme.io/',
    host: 'acme.io',
    roles: ['apex'],
    purpose: 'homepage',
    outcome: 'answer',
    status: 200,
    page: true,
    protocol: 'HTTP/2',
    alpn: 'h2',
    headers,
    wireBytes: 2000,
    bytes: 6000,
    undecoded: '',
    facts: headFacts(),
    innerUrls: [],
    testAccounts: [],
    ...change,
  }
}

/** The evidence of these pages. For tests. */
export function headsOf(...pages: WebHead[]): WebHeads {
  return { pages, site: 'acme.io' }
}

/** A script or style sheet that travels well, changed as told. For tests. */
export function fileOf(url: string, change: Partial<WebFile> = {}): WebFile {
  const style = url.endsWith('.css')
  return {
    url,
    host: new URL(url).hostname,
    kind: style ? 'stylesheet' : 'script',
    contentType: style ? 'text/css' : 'text/javascript',
    encoding: 'br',
    vary: 'Accept-Encoding',
    cacheControl: 'public, max-age=31536000, immutable',
    etag: '"a1"',
    lastModified: '',
    nosniff: true,
    wireBytes: 9000,
    bytes: 30_000,
    undecoded: '',
    innerUrls: [],
    testAccounts: [],
    ...change,
  }
}

/** The evidence of these files. For tests. */
export function filesOf(...files: WebFile[]): WebFiles {
  return { files }
}
