/** A name as its DNS provider wants it typed: without the domain, or in full. */
export type NameStyle = 'relative' | 'full'

type Names = { zone: string }

export type DnsProvider = {
  id: string
  name: string
  /** Ends of the names of its name servers. */
  servers: readonly string[]
  /** The same where every server stands in a domain of its own. */
  numbered?: RegExp
  nameStyle: NameStyle
  /** What its form calls the two fields. */
  fields: { name: string; value: string }
  /** Whether its form wants the value in quotation marks. */
  quotes?: true
  steps: (names: Names) => readonly string[]
}

export const DNS_PROVIDERS: readonly DnsProvider[] = [
  {
    id: 'cloudflare',
    name: 'Cloudflare',
    servers: ['ns.cloudflare.com'],
    nameStyle: 'relative',
    fields: { name: 'Name', value: 'Content' },
    steps: ({ zone }) => [
      `Open ${zone} in the dashboard, then DNS, Records, Add record.`,
      'Choose the type TXT and fill in both fields as below. Cloudflare adds the domain to the name.',
      'Leave TTL on Auto and save.',
    ],
  },
  {
    id: 'route53',
    name: 'Route 53',
    servers: [],
    numbered: /^ns-\d+\.awsdns-\d+\.(?:com|net|org|co\.uk)$/,
    nameStyle: 'relative',
    fields: { name: 'Record name', value: 'Value' },
    quotes: true,
    steps: ({ zone }) => [
      `Open the hosted zone ${zone}, then Create record.`,
      'Choose the type TXT and fill in both fields as below. The domain stands behind the field already.',
      'Keep the quotation marks around the value: Route 53 wants them.',
      'Leave the simple routing policy and create the record.',
    ],
  },
  {
    id: 'namecheap',
    name: 'Namecheap',
    servers: ['registrar-servers.com'],
    nameStyle: 'relative',
    fields: { name: 'Host', value: 'Value' },
    steps: ({ zone }) => [
      `Domain List, Manage beside ${zone}, then Advanced DNS, Add new record.`,
      'Choose TXT Record and fill in both fields as below. Namecheap adds the domain to the host.',
      'Save with the green tick.',
    ],
  },
  {
    id: 'godaddy',
    name: 'GoDaddy',
    servers: ['domaincontrol.com'],
    nameStyle: 'relative',
    fields: { name: 'Name', value: 'Value' },
    steps: ({ zone }) => [
      `My Products, DNS beside ${zone}, then Add New Record.`,
      'Choose the type TXT and fill in both fields as below. GoDaddy adds the domain to the name.',
      'Save.',
    ],
  },
  {
    id: 'vercel',
    name: 'Vercel',
    servers: ['vercel-dns.com'],
    nameStyle: 'relative',
    fields: { name: 'Name', value: 'Value' },
    steps: ({ zone }) => [
      `Open Domains in the dashboard, then ${zone}, DNS Records.`,
      'Choose the type TXT, fill in both fields as below and add the record.',
    ],
  },
  {
    id: 'netlify',
    name: 'Netlify',
    servers: ['nsone.net'],
    nameStyle: 'relative',
    fields: { name: 'Name', value: 'Value' },
    steps: ({ zone }) => [
      `Open Domains, then ${zone}, DNS records, Add new record.`,
      'Choose the type TXT and fill in both fields as below. Netlify adds the domain to the name.',
      'Save.',
    ],
  },
  {
    id: 'hetzner',
    name: 'Hetzner',
    servers: ['ns.hetzner.com', 'ns.hetzner.de', 'first-ns.de', 'second-ns.de', 'second-ns.com'],
    nameStyle: 'relative',
    fields: { name: 'Name', value: 'Value' },
    steps: ({ zone }) => [
      `Open the zone ${zone} in the DNS console, then Add record.`,
      'Choose the type TXT and fill in both fields as below. Hetzner adds the domain to the name.',
      'Save.',
    ],
  },
]

export const OTHER_PROVIDER: DnsProvider = {
  id: 'other',
  name: 'Other',
  servers: [],
  nameStyle: 'full',
  fields: { name: 'Name', value: 'Value' },
  steps: ({ zone }) => [
    `Open the DNS records of ${zone} where its name servers are run.`,
    'Add a record of the type TXT with the name and value below.',
    `If your provider adds ${zone} by itself, leave it out of the name.`,
  ],
}

/** The provider whose name servers a domain has; "Other" where we do not know them. */
export function providerOf(nameServers: readonly string[]): DnsProvider {
  const names = nameServers.map((name) => name.toLowerCase().replace(/\.$/, ''))
  const isAt = (name: string, server: string): boolean => name === server || name.endsWith(`.${server}`)
  return (
    DNS_PROVIDERS.find(({ servers, numbered }) =>
      names.some((name) => servers.some((server) => isAt(name, server)) || numbered?.test(name) === true),
    ) ?? OTHER_PROVIDER
  )
}

/** The name field of a provider's form for a full record name. */
export function nameField(style: NameStyle, { record, zone }: { record: string; zone: string }): string {
  if (style === 'full') return record
  return record.endsWith(`.${zone}`) ? record.slice(0, -zone.length - 1) : record
}
