export type SitemapFacts = {
  kind: 'urls' | 'index' | 'none'
  /** How many addresses it lists, as far as it was read. */
  count: number
  /** Evenly spread over the list, the first always among them; of an index its first children. */
  sample: string[]
  /** Hosts that are listed, most frequent first. */
  hosts: { host: string; count: number }[]
  /** Addresses with http instead of https, and those that are no address at all. */
  plain: number
  broken: number
}

const MAX_TEXT = 1024 * 1024
const MAX_URLS = 50_000
const SAMPLE = 5
const MAX_HOSTS = 10
const LOC = /<(?:sm:)?loc>\s{0,50}(?:<!\[CDATA\[)?\s{0,50}([^<\]]{1,2048}?)\s{0,50}(?:\]\]>)?\s{0,50}<\/(?:sm:)?loc>/g

function decoded(text: string): string {
  return text
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&apos;|&#39;/g, "'")
    .replace(/&amp;/g, '&')
}

function spread(urls: readonly string[]): string[] {
  const step = Math.max(1, (urls.length - 1) / (SAMPLE - 1))
  const picked = Array.from(
    { length: Math.min(SAMPLE, urls.length) },
    (_, index) => urls[Math.round(index * step)] ?? '',
  )
  return [...new Set(picked)]
}

/** The addresses of a sitemap or of a sitemap index (sitemaps.org), of the first MiB. */
export function readSitemap({ text }: { text: string }): SitemapFacts {
  const start = text.slice(0, MAX_TEXT).replace(/^\uFEFF/, '')
  const head = start.slice(0, 4096)
  const kind = /<(?:sm:)?sitemapindex[\s>]/.test(head) ? 'index' : /<(?:sm:)?urlset[\s>]/.test(head) ? 'urls' : 'none'
  const facts: SitemapFacts = { kind, count: 0, sample: [], hosts: [], plain: 0, broken: 0 }
  if (kind === 'none') return facts
  const urls: string[] = []
  const hosts = new Map<string, number>()
  for (const [, found = ''] of start.matchAll(LOC)) {
    if (urls.length >= MAX_URLS) break
    const url = URL.parse(decoded(found))
    urls.push((url?.href ?? found).slice(0, 2048).toWellFormed())
    if (url === null || !/^https?:$/.test(url.protocol)) facts.broken += 1
    else {
      hosts.set(url.hostname, (hosts.get(url.hostname) ?? 0) + 1)
      if (url.protocol === 'http:') facts.plain += 1
    }
  }
  return {
    ...facts,
    count: urls.length,
    sample: kind === 'index' ? urls.slice(0, SAMPLE) : spread(urls),
    hosts: [...hosts]
      .map(([host, count]) => ({ host: host.slice(0, 253), count }))
      .sort((left, right) => right.count - left.count || left.host.localeCompare(right.host, 'en'))
      .slice(0, MAX_HOSTS),
  }
}
