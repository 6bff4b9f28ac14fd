/** DNS hosts that answer from many places under few addresses, and that fix the timers of their zones. */
const KNOWN: readonly { name: string; pattern: RegExp }[] = [
  { name: 'Cloudflare', pattern: /\.ns\.cloudflare\.com$/ },
  { name: 'Amazon Route 53', pattern: /\.awsdns-\d+\.(com|net|org|co\.uk)$/ },
  { name: 'Azure DNS', pattern: /\.azure-dns\.(com|net|org|info)$/ },
  { name: 'NS1', pattern: /\.nsone\.net$/ },
  { name: 'Google', pattern: /\.googledomains\.com$/ },
  { name: 'Vercel', pattern: /\.vercel-dns\.com$/ },
  { name: 'DNSimple', pattern: /\.dnsimple(-edge)?\.(com|net|org)$/ },
  { name: 'DNS Made Easy', pattern: /\.dnsmadeeasy\.com$/ },
  { name: 'UltraDNS', pattern: /\.ultradns\.(com|net|org|info|biz|co\.uk)$/ },
  { name: 'Akamai', pattern: /\.akam\.net$/ },
]

/** The operator a name server belongs to, where it is a well-known one. */
export function knownDnsHost(nameServer: string): string | undefined {
  const name = nameServer.toLowerCase().replace(/\.$/, '')
  return KNOWN.find(({ pattern }) => pattern.test(`.${name}`))?.name
}

/** The well-known operators when every name server of the list belongs to one; undefined otherwise. */
export function anycastDnsHost(nameServers: readonly string[]): string | undefined {
  const hosts = nameServers.map(knownDnsHost)
  if (hosts.length === 0 || hosts.some((name) => name === undefined)) return undefined
  return [...new Set(hosts)].join(' and ')
}
